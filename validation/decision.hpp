// The rules that turn the tests of a run into a decision, (a) to (d) of validation/verdict.hpp.
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

/// Returns the road's comparison at the end of its run if there is exactly one; else null.
const AssessedTest* find_stop(std::span<const AssessedTest> tests, Road road = Road::ensemble);

/// Returns the test of a road with the largest error relative to its limit, null without one.
/// Infinite and NaN errors come first.
const LawTest* worst_of(std::span<const LawTest> tests, Road road);

/// Decides from the ensemble's tests, then from those of the joint law, the control and the roads
/// without particles. The later ones can only withdraw "verified", except that the joint law can
/// also falsify.
Decision decide_roads(std::span<const AssessedTest> tests, std::span<const LawTest> laws,
                      const TestSettings& settings);

}  // namespace loschmidt::validation
