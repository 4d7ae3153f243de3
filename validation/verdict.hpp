// The verdict: does the reverse process retrace the forward one? Decided from the chi-squared tests
// of all roads and times, taken together by Holm's step-down rule (Holm 1979), which holds for
// dependent tests. Sizes are in the norm ‖δ‖ = sqrt(Σ δ²/q), docs/theory.md (18):
//   A  numerical error allowed for, sqrt(λ/N)
//   R  what an error worth catching does to the density: the smaller of score × 0.9 and × 1.1, and
//      half of ∇·D where that is at least a quarter of these. Computed around Anderson's reversal
//      (docs/theory.md (6)), whatever reversal is under test
//   O  what was observed, sqrt(max(0, chi2 − dof)/N)
// For the ensemble, in this order, with p after Holm:
//   (a) some test has O > 4 A before division by 2^w − 1, and p < significance: falsified
//   (b) at `stop`, A > R/4 or an error R would be seen with probability < 0.99: undecided
//   (c) some test has A ≤ R/4 and p < significance: falsified
//   (d) some test has p < significance and A > R/4, or had p < significance until its allowance
//       was raised for that: undecided, since error and reversal cannot be told apart there;
//       otherwise verified
// A ≤ R/4 makes it impossible to excuse an error ≥ R as numerical (triangle inequality).
// The joint law of two times (of each pair of axes) sees what all marginals hide. Its R is what the
// noise × 0.9 or × 1.1 does where drift and marginals are kept right (the smaller), and (a) to (d)
// hold for it likewise, (b) for its most sensitive pair of axes: it is asked after the ensemble.
// The forward ensemble is the control and sees no reversal: if it fails, nothing is verified, and
// what is falsified must speak four times as loud, O > 4 times the control's, or be undecided;
// where the control's O is 1 or more all is. The roads without particles have no p-values. The
// chain checks the solver, fokker-planck the reversal and the mesh: where one is further from the
// law than its limit, nothing is verified, nor where that limit is at all times larger than 1, an
// L1 distance that lets any law pass. A score error that was to be seen and would
// not have been leaves undecided what would be verified. Where absorption leaves less than one
// forward particle by the end, no control can tell the steps' error from the reversal's: what would
// be falsified is undecided. A value that is not a number, or a missing test at `stop`, is
// undecided too. The numbers are in validation/thresholds.hpp.
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
                                  // at `stop` with probability 0.99; infinite if none
  std::vector<Remark> remarks;
  Sampler sampler;  // that it was decided for
};

/// significance: probability of falsifying a true reversal, all tests together.
/// Errors: std::invalid_argument unless 0 < significance < 1, particles ≥ 1 and weak_order > 0.
Verdict decide(std::span<const MarginalTest> tests, double significance, const Sampler& sampler,
               std::span<const LawTest> law_tests = {});

/// Holm's adjusted p-values, in the order given: reject where adjusted < significance.
std::vector<double> holm_adjusted(std::span<const double> p_values);

}  // namespace loschmidt::validation
