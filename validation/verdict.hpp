// The verdict on whether the reverse process is the time reversal of the forward one. It is decided
// from the chi-squared tests of all roads and times, taken together by Holm's step-down rule (Holm
// 1979), which holds for dependent tests. Sizes are in the norm ‖Δ‖ = sqrt(Σ Δ²/q), docs/theory.md
// (18):
//   A  numerical error allowed for, sqrt(η/N)
//   R  the effect on the density of an error that must be detected: the smaller of score × 0.9 and
//      × 1.1, and half of ∇·D where that is at least a quarter of these. It is computed around
//      Anderson's reversal (docs/theory.md (6)), for any reversal under test
//   O  the discrepancy observed, sqrt(max(0, chi2 − dof)/N)
// The ensemble is compared with two laws at every stop: the density and, where it is known, the law
// predicted for the right reversal with the same steps and tables (theory (16e)). If a comparison
// with the prediction has p < significance, the reversal is falsified where A ≤ R/4, whatever the
// density says, and is not verified anywhere. What (a) or (c) finds against the density falsifies
// nothing (undecided) in two cases: no comparison with the prediction is rejected and an error R
// would be detected at `stop` with probability 0.99; or O is at most twice what the prediction
// differs from the density, its own error added, which must be at most half of the difference. It
// is then due to steps and tables.
//
// Directed tests compare expectations of the particles with those predicted (theory (16f), (18a)).
// Their A, R and O are in standard deviations of the function, with the number of particles that
// have as little noise without a control variate. A rejection counts as one by the predicted law.
//
// For the ensemble and the density, in this order, with p after Holm:
//   (a) some test has O > 4 A before division by 2^w − 1, and p < significance: falsified
//   (b) at `stop`, A > R/4 or an error R would be detected with probability < 0.99: undecided
//   (c) some test has A ≤ R/4 and p < significance: falsified
//   (d) some test has p < significance and A > R/4, or had p < significance until its allowance
//       was raised because of that: undecided, since error and reversal cannot be told apart there;
//       otherwise verified
// A ≤ R/4 makes it impossible to excuse an error ≥ R as numerical (triangle inequality).
//
// The joint law of two times (of each pair of axes) detects errors that leave all marginals
// unchanged. Its R is the effect of noise × 0.9 or × 1.1 with drift and marginals kept right (the
// smaller). After the ensemble, (a) to (d) are applied to it too, (b) for its most sensitive pair
// of axes.
//
// The forward ensemble is the control, which uses no reversal. If it fails, nothing is verified,
// and a test is falsified only if its O is more than 4 times the control's, otherwise undecided.
// Where the control's O is 1 or more, everything is undecided.
//
// The roads without particles have no p-values. The chain checks the solver, fokker-planck the
// reversal and the mesh. If the distance of one from the law exceeds its limit, nothing is
// verified. Nothing is verified either if that limit is larger than 1 at all times, since such a
// limit on an L1 distance lets any law pass. And nothing is verified where the noise vanishes at an
// end and the scheme does not know how the density behaves beside it: particles share its error.
//
// A run that would be verified is undecided if a score error that it was asked to detect would not
// have been detected. Where absorption leaves less than one forward particle by the end, no control
// can tell the steps' error from the reversal's, and a run that would be falsified is undecided. So
// is a run with NaN in a test or without a test at `stop`. validation/thresholds.hpp has the
// numbers.
#pragma once

#include <span>
#include <vector>

#include "validation/decision.hpp"
#include "validation/reason.hpp"
#include "validation/remedy.hpp"
#include "validation/road_tests.hpp"

namespace loschmidt::validation {

struct Verdict {
  Outcome outcome;
  Reason reason;
  double p_value;                 // smallest after Holm; 1 if a test is not a number
  double detectable_score_error;  // smallest relative score error that would have been falsified
                                  // with probability 0.99, at `stop` or by a directed test;
                                  // infinite if none
  std::vector<Remark> remarks;
  Sampler sampler;                        // the settings for which it was decided
  std::vector<TermError> explained_by{};  // of a falsified run: each explains all reliable tests
};

/// Returns the verdict on a run. `significance` is the probability of falsifying a true reversal,
/// all tests together. Errors: std::invalid_argument unless 0 < significance < 1, particles ≥ 1 and
/// weak_order > 0.
Verdict decide(std::span<const MarginalTest> tests, double significance, const Sampler& sampler,
               std::span<const LawTest> law_tests = {});

/// Returns Holm's adjusted p-values, in the order given: reject where adjusted < significance.
std::vector<double> holm_adjusted(std::span<const double> p_values);

}  // namespace loschmidt::validation
