// The rules by which the tests of a run become a verdict, (a) to (d) of validation/verdict.hpp.
#pragma once

#include <span>

#include "validation/reason.hpp"
#include "validation/remedy.hpp"

namespace loschmidt::validation {

enum class Outcome { verified = 1, falsified = 0, undecided = -1 };

struct Decision {
  Outcome outcome;
  Reason reason;
};

/// The ensemble's comparison where its run ends, if there is exactly one; else null.
const AssessedTest* find_stop(std::span<const AssessedTest> tests);

/// Of one road: the worst miss, or what came nearest to one. Infinite and NaN errors come first.
const LawTest* worst_of(std::span<const LawTest> tests, Road road);

/// The ensemble's tests, then those of the joint law, the control and the roads without particles,
/// which can only take "verified" away or, the joint law, falsify.
Decision decide_roads(std::span<const AssessedTest> tests, std::span<const LawTest> laws,
                      const TestSettings& settings);

}  // namespace loschmidt::validation
