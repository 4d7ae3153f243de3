#include "validation/power.hpp"

#include <cmath>
#include <limits>

#include "validation/chi_squared.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::validation {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double most_particles = 1e18;  // beyond any computer; counts are 64 bits wide

double threshold(const Sensitivity& test, double particles) {
  return chi_squared_quantile(test.level, test.dof, particles * test.allowance * test.allowance);
}

}  // namespace

double detection_power(const Sensitivity& test, double particles, double size) {
  if (!(test.dof >= 1) || !(size > test.allowance)) return 0;
  const double left = size - test.allowance;
  return chi_squared_survival(threshold(test, particles), test.dof, particles * left * left);
}

double detectable_size(const Sensitivity& test, double particles) {
  if (!(test.dof >= 1) || std::isinf(test.allowance)) return infinity;
  const double needed =
      chi_squared_noncentrality(required_power, threshold(test, particles), test.dof);
  return test.allowance + std::sqrt(needed / particles);
}

double particles_to_detect(const Sensitivity& test, double size) {
  if (!(test.dof >= 1) || !(size > 2 * test.allowance) || std::isinf(size)) return infinity;
  double enough = 1;
  while (detection_power(test, enough, size) < required_power) {
    enough *= 2;
    if (enough > most_particles) return infinity;
  }
  double few = 0.5 * enough;
  while (enough > 1.001 * few) {
    const double middle = 0.5 * (few + enough);
    (detection_power(test, middle, size) < required_power ? few : enough) = middle;
  }
  return enough;
}

}  // namespace loschmidt::validation
