#include "sde/transition.hpp"

namespace loschmidt::sde {

// In equal widths of the square root the minimum of a bridge is smooth.
std::vector<Stratum> strata_of_exponential(int per_unit) {
  if (per_unit == 0) return {{1, 1}};
  std::vector<Stratum> strata;
  const auto beyond = [](double root) { return std::exp(-root * root); };
  const auto moment = [&](double root) { return (root * root + 1) * beyond(root); };
  for (int k = 0; k * k < stepper::largest_exponent * per_unit * per_unit; ++k) {
    const double lower = static_cast<double>(k) / per_unit;
    const double upper = static_cast<double>(k + 1) / per_unit;
    const double probability = beyond(lower) - beyond(upper);
    strata.push_back({(moment(lower) - moment(upper)) / probability, probability});
  }
  return strata;
}

}  // namespace loschmidt::sde
