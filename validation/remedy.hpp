// What would let an undecided run be decided, in numbers: from how the parts of A fall with steps,
// particles and mesh, and from how power grows with particles.
#pragma once

#include <vector>

#include "validation/power.hpp"
#include "validation/reason.hpp"

namespace loschmidt::validation {

/// How the ensembles were run.
struct Sampler {
  double particles;
  int steps;               // of the reverse run
  double weak_order;       // of the stepper
  double tolerance = 0;    // total variation accepted of it; 0: the allowances come from a twin
  double sensitivity = 0;  // score error that must have been detectable; 0: what R asks for does
  double surviving = 1;    // mass that is not absorbed by the end of the forward run
};

/// At which level each test was made, of which ensembles.
struct TestSettings {
  double level;
  const Sampler& sampler;

  Sensitivity sensitivity(const AssessedTest& t) const { return {t.test.dof, level, t.allowed}; }
  double power(const AssessedTest& t) const {
    return detection_power(sensitivity(t), sampler.particles, t.test.reference);
  }
};

/// A ≤ R/4.
bool within_error_share(const AssessedTest& test);

ErrorOrigin origin_of_error(const AssessedTest& test, const Sampler& sampler);

/// For (b): to bring A down to R/4 where it is more, and the particles that then see R with the
/// required power. Infinite particles where R is nothing.
std::vector<Remedy> remedies_for_power(const AssessedTest& test, const TestSettings& settings);

/// For (d): less numerical error, without a number.
std::vector<Remedy> remedies_for_error(const Sampler& sampler);

/// To see an error of size `wanted`.
std::vector<Remedy> remedies_for_sensitivity(const AssessedTest& test, double wanted,
                                             const TestSettings& settings);

}  // namespace loschmidt::validation
