// Observed orders of convergence: with errors e₁, e₂ of two refinements x₁ < x₂ of one parameter
// (cells, steps, particles), log(e₁/e₂)/log(x₂/x₁).
#pragma once

#include <span>
#include <vector>

namespace loschmidt {

/// One per refinement; NaN for the first and where an error is not positive and finite.
/// Errors: std::invalid_argument unless there is one error per refinement.
std::vector<double> observed_orders(std::span<const double> refinements,
                                    std::span<const double> errors);

}  // namespace loschmidt
