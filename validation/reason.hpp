// Why a verdict is what it is, as data: the rule that decided, the test that it decided by, and
// what would change the answer. app/judgement/verdict_message.hpp puts it into words.
#pragma once

#include <optional>
#include <vector>

#include "validation/road_tests.hpp"

namespace loschmidt::validation {

/// The rule that decided. Letters are those of validation/verdict.hpp.
enum class Rule {
  agreement,                // (d): nothing was rejected
  beyond_refinement,        // (a): falsified
  beyond_allowance,         // (c): falsified
  single_bin,               // (b): too few particles for a test
  invisible_error,          // (b): an error of the reversal would change nothing at this time
  large_numerical_error,    // (b): A > R/4
  too_little_power,         // (b): an error R would be missed too often
  not_attributable,         // (d): rejected where A > R/4
  allowance_was_raised,     // (d): rejected until the right reversal was seen to miss as much
  control_failed,           // the forward ensemble was rejected
  road_missed,              // a road without particles is beyond its limit
  road_blind,               // ... or has no limit that means anything
  sensitivity_not_reached,  // the score error that was to be seen would not have been
  no_survivors,             // absorption leaves no forward control for what was rejected
  no_test_at_stop,          // the ensemble has no comparison where it ends, or more than one
  not_finite,               // a test that is not a number
};

/// What most of A comes from.
enum class ErrorOrigin { mesh, time_steps, tolerance };

/// What can be changed about a run. `solver_tolerance` is that of the density's own time steps,
/// `tolerance` the total variation that is accepted of particles.
enum class Lever {
  time_steps,
  particles,
  mesh,
  start,
  tolerance,
  solver_tolerance,
  stop_time,
  joint_times,
  end_time,
  roads,
  coefficients,
};

/// A change that may help, from the present number to one that would do. `to` is 0 where no number
/// is known, `from` where the lever is no number.
struct Remedy {
  Lever lever;
  double from = 0;
  double to = 0;
};

struct Reason {
  Rule rule;
  std::optional<AssessedTest> test{};  // what was decided by, where it was a chi-squared test
  std::optional<LawTest> law{};        // ... or a road without particles
  std::vector<Remedy> remedies{};      // all of them together; of a mesh and steps, either
  ErrorOrigin origin = ErrorOrigin::time_steps;  // of the test's A
  int comparisons = 0;                           // that agree
  double power = 1;                              // (b): the probability to see R
  double wanted_size = 0;           // sensitivity_not_reached: ‖δ‖ of what was asked
  std::optional<Rule> overruled{};  // no_survivors: what falsified
};

/// What a verdict does not rest on, whatever it is.
enum class Caveat {
  marginals_only,         // the joint law of two times was not tested
  control_not_run,        // the forward ensemble was not run
  divergence_not_tested,  // half of ∇·D would not have been seen
  drift_not_tested,       // half of the drift would not have been seen
  road_within_limit,      // how close a road without particles came
  road_beyond_limit,      // ... or that it missed
};

struct Remark {
  Caveat caveat;
  double particles = 0;          // that would test the term; infinite if none would
  std::optional<LawTest> law{};  // the road's worst test
};

}  // namespace loschmidt::validation
