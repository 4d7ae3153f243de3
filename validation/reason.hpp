// The reason for a verdict as data: the rule that decided, the test that decided, and the changes
// that might change the answer. app/judgement/verdict_message.hpp puts it into words.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "validation/road_tests.hpp"

namespace loschmidt::validation {

/// The rule that decided. Letters are those of validation/verdict.hpp.
enum class Rule {
  agreement,              // (d): nothing was rejected
  unlike_prediction,      // the particles do not follow the law predicted for them: falsified
  as_predicted,           // the density was missed, as predicted for these steps and tables
  beyond_refinement,      // (a): falsified
  beyond_allowance,       // (c): falsified
  single_bin,             // (b): too few particles for a test
  invisible_error,        // (b): an error of the reversal would change nothing at this time
  large_numerical_error,  // (b): A > R/4
  too_little_power,       // (b): an error R would be missed too often
  not_attributable,       // (d): rejected where A > R/4
  allowance_was_raised,   // (d): rejected only without the allowance for the right reversal's error
  control_failed,         // the forward ensemble was rejected
  road_missed,            // a road without particles is beyond its limit
  road_blind,             // all limits of a road without particles are above 1
  sensitivity_not_reached,  // the score error asked for would not have been detected
  end_not_carried,          // the density may be infinite at an end, with an unknown error
  no_survivors,             // absorption leaves no control for a rejected test
  no_test_at_stop,          // the ensemble has no comparison where it ends, or more than one
  not_finite,               // a test has a number that is not finite
};

/// The source of most of A.
enum class ErrorOrigin { mesh, time_steps, tolerance };

/// A setting of a run that can be changed. `solver_tolerance` is that of the density's own time
/// steps, `tolerance` the accepted total variation of particles.
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

/// A change that may help, from the present number to one that would suffice. `to` is 0 where no
/// number is known, `from` where the lever is no number.
struct Remedy {
  Lever lever;
  double from = 0;
  double to = 0;
};

struct Reason {
  Rule rule;
  std::optional<AssessedTest> test{};            // the chi-squared test that decided, if one did
  std::optional<LawTest> law{};                  // the test of a road without particles, likewise
  std::vector<Remedy> remedies{};                // those with `to` all, of the others any
  ErrorOrigin origin = ErrorOrigin::time_steps;  // origin of most of the test's A
  int comparisons = 0;                           // number of comparisons that agree
  double power = 1;                              // (b): the probability to detect R
  double wanted_size = 0;                        // sensitivity_not_reached: the ‖Δ‖ asked for
  std::optional<Rule> overruled{};               // no_survivors: the rule that falsified
};

/// A factor of one term of the reversal, with the bounds within which it is known.
struct TermError {
  std::string_view term;  // of static storage
  double factor, lower, upper;
};

/// A limitation of a verdict, whichever way it was decided.
enum class Caveat {
  marginals_only,         // the joint law of two times was not tested
  control_not_run,        // the forward ensemble was not run
  divergence_not_tested,  // half of ∇·D would not have been detected
  drift_not_tested,       // half of the drift would not have been detected
  road_within_limit,      // how close a road without particles came to its limit
  road_beyond_limit,      // a road without particles exceeded its limit
};

struct Remark {
  Caveat caveat;
  double particles = 0;          // number that would test the term; infinite if none would
  std::optional<LawTest> law{};  // the road's worst test
};

}  // namespace loschmidt::validation
