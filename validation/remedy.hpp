// Remedies that would let an undecided run be decided, in numbers. They follow from how the parts
// of A decrease with steps, particles and mesh, and from how power grows with particles.
#pragma once

#include <vector>

#include "validation/power.hpp"
#include "validation/reason.hpp"

namespace loschmidt::validation {

/// The settings with which the ensembles were run.
struct Sampler {
  double particles;
  int steps;               // number of steps of the reverse run
  double weak_order;       // weak order of the stepper
  double tolerance = 0;    // total variation accepted of it; 0: allowances from a twin
  double sensitivity = 0;  // score error that must be detectable; 0: that of R
  double surviving = 1;    // mass that is not absorbed by the end of the forward run
  bool carried = true;     // the scheme carries the density at all ends where the noise vanishes
};

/// The level of each test, and the ensembles that were tested.
struct TestSettings {
  double level;
  const Sampler& sampler;

  Sensitivity sensitivity(const AssessedTest& t) const { return {t.test.dof, level, t.allowed}; }
  double particles(const AssessedTest& t) const {
    return t.test.particles > 0 ? t.test.particles : sampler.particles;
  }
  double power(const AssessedTest& t) const {
    return detection_power(sensitivity(t), particles(t), t.test.reference);
  }
};

/// Whether A ≤ R/4.
bool within_error_share(const AssessedTest& test);

ErrorOrigin origin_of_error(const AssessedTest& test, const Sampler& sampler);

/// Returns remedies for (b): bringing A down to R/4 where it is more, and the number of particles
/// that then detect R with the required power. The number is infinite where R is 0.
std::vector<Remedy> remedies_for_power(const AssessedTest& test, const TestSettings& settings);

/// Returns remedies for (d): less numerical error, without a number.
std::vector<Remedy> remedies_for_error(const Sampler& sampler);

/// Returns remedies that make an error of size `wanted` detectable.
std::vector<Remedy> remedies_for_sensitivity(const AssessedTest& test, double wanted,
                                             const TestSettings& settings);

}  // namespace loschmidt::validation
