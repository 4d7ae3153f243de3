#include "validation/observed_order.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace loschmidt::validation {

std::vector<double> observed_orders(std::span<const double> refinements,
                                    std::span<const double> errors) {
  if (refinements.size() != errors.size())
    throw std::invalid_argument("observed orders need one error per refinement");
  const auto usable = [](double e) { return e > least_error_with_order && std::isfinite(e); };
  std::vector<double> orders(errors.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t k = 1; k < errors.size(); ++k)
    if (usable(errors[k - 1]) && usable(errors[k]))
      orders[k] =
          std::log(errors[k - 1] / errors[k]) / std::log(refinements[k] / refinements[k - 1]);
  return orders;
}

}  // namespace loschmidt::validation
