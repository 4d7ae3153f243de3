// Observed orders of convergence: log(e₁/e₂)/log(x₂/x₁) for the errors e₁, e₂ of two refinements
// x₁ < x₂ of one parameter (cells, steps, particles).
#pragma once

#include <span>
#include <vector>

namespace loschmidt::validation {

/// Errors of densities, whose mass is 1, are roundoff below this size, so their differences have no
/// order.
inline constexpr double least_error_with_order = 1e-12;

/// Returns one order per refinement; NaN for the first, and where an error is roundoff or not
/// finite. Errors: std::invalid_argument unless there is one error per refinement.
std::vector<double> observed_orders(std::span<const double> refinements,
                                    std::span<const double> errors);

}  // namespace loschmidt::validation
