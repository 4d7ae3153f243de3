#include "validation/remedy.hpp"

#include <algorithm>
#include <cmath>

#include "validation/thresholds.hpp"

namespace loschmidt::validation {

namespace {

/// Returns remedies for A > R/4. The square of A consists of a bias, which decreases with the steps
/// at their weak order, and of the noise of its estimate, which decreases with the particles. More
/// particles suffice if the bias leaves room for that noise.
std::vector<Remedy> remedies_for_large_error(const AssessedTest& t, const TestSettings& settings) {
  const Sampler& sampler = settings.sampler;
  const double share = largest_error_share * t.test.reference;
  if (sampler.tolerance > 0) return {{Lever::tolerance, sampler.tolerance, 0.5 * share}};
  if (t.test.allowance.mesh > 0.5 * share) return {{Lever::mesh}, {Lever::start}};
  const double noise = t.test.allowance.by_chance;
  const double room = share * share - (t.allowed * t.allowed - noise / settings.sampler.particles);
  if (room > 0.5 * share * share)
    return {{Lever::particles, settings.sampler.particles, noise / room}};
  const double factor = std::pow(t.allowed / share, 1.0 / sampler.weak_order);
  const double steps = std::isfinite(factor) ? std::ceil(sampler.steps * factor) : 0;
  return {{Lever::time_steps, static_cast<double>(sampler.steps), steps}};
}

}  // namespace

bool within_error_share(const AssessedTest& test) {
  return test.allowed <= largest_error_share * test.test.reference;
}

ErrorOrigin origin_of_error(const AssessedTest& test, const Sampler& sampler) {
  if (test.test.allowance.mesh > 0.5 * test.allowed) return ErrorOrigin::mesh;
  return sampler.tolerance > 0 ? ErrorOrigin::tolerance : ErrorOrigin::time_steps;
}

std::vector<Remedy> remedies_for_power(const AssessedTest& test, const TestSettings& settings) {
  Sensitivity refined = settings.sensitivity(test);
  refined.allowance = std::min(refined.allowance, largest_error_share * test.test.reference);
  double needed = particles_to_detect(refined, test.test.reference);
  std::vector<Remedy> remedies;
  if (!within_error_share(test)) remedies = remedies_for_large_error(test, settings);
  if (!remedies.empty() && remedies.front().lever == Lever::particles) {
    needed = std::max(needed, remedies.front().to);
    remedies.clear();
  }
  if (needed > settings.sampler.particles)
    remedies.push_back({Lever::particles, settings.sampler.particles, needed});
  return remedies;
}

std::vector<Remedy> remedies_for_error(const Sampler& sampler) {
  if (sampler.tolerance > 0) return {{Lever::tolerance, sampler.tolerance}, {Lever::mesh}};
  return {{Lever::time_steps, static_cast<double>(sampler.steps)}, {Lever::mesh}};
}

std::vector<Remedy> remedies_for_sensitivity(const AssessedTest& test, double wanted,
                                             const TestSettings& settings) {
  const double needed = particles_to_detect(settings.sensitivity(test), wanted);
  if (std::isfinite(needed)) return {{Lever::particles, settings.sampler.particles, needed}};
  return {{Lever::time_steps, static_cast<double>(settings.sampler.steps)}, {Lever::mesh}};
}

}  // namespace loschmidt::validation
