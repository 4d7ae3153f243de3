// The rules by which the tests of a run become a verdict, (a) to (d) of validation/verdict.hpp.
#pragma once

#include <span>
#include <string>

#include "validation/advice.hpp"
#include "validation/power.hpp"
#include "validation/verdict.hpp"

namespace loschmidt::validation {

struct Decision {
  Outcome outcome;
  std::string reason;
};

/// What the tests are asked: at which level, of how many particles.
struct Question {
  double level;  // of one test
  double particles;
  const Sampler& sampler;

  Sensitivity sensitivity(const Judged& j) const { return {j.test.dof, level, j.allowed}; }
  double power(const Judged& j) const {
    return detection_power(sensitivity(j), particles, j.test.reference);
  }
};

/// The ensemble's comparison where its run ends, if there is exactly one; else null.
const Judged* find_stop(std::span<const Judged> judged);

bool missed(const LawTest& test);
/// Of one road: the worst miss, or what came nearest to one. Infinite and NaN errors come first.
const LawTest* worst_of(std::span<const LawTest> tests, Road road);

/// The ensemble's tests, then those of the joint law, the control and the roads without particles,
/// which can only take "verified" away or, the joint law, falsify.
Decision decide_roads(std::span<const Judged> judged, std::span<const LawTest> laws,
                      const Question& question);

}  // namespace loschmidt::validation
