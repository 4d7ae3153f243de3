// The tests from which a verdict is decided: a road compared at one time with the law it should
// have. A road with particles has a chi-squared test, a road without particles a distance with a
// limit.
#pragma once

#include <string_view>

#include "validation/allowance.hpp"
#include "validation/road.hpp"

namespace loschmidt::validation {

/// One chi-squared test: one road at one forward time. R is used for the ensemble and the joint
/// law, its parts for the ensemble only. Sizes are those of validation/verdict.hpp.
struct MarginalTest {
  Road road = Road::ensemble;
  double time = 0;
  double chi2 = 0, dof = 0, p_value = 1;  // p_value with the allowance as noncentrality
  Allowance allowance;
  double reference = 0;             // R, from reference()
  bool at_stop = false;             // where the reverse run ends; exactly one ensemble test
  double divergence_reference = 0;  // ‖Δ‖ of half of ∇·D; 0 if D does not depend on x
  double score_reference = 0;       // ‖Δ‖ of score × 0.9 or × 1.1, the smaller one
  double drift_reference = 0;       // ‖Δ‖ of half of the drift; not a part of R
  double first_p_value = 1;         // before the allowance was raised for a rejection
  double explained = 0;             // ‖Δ‖ that the predicted law explains, explained_size()
  std::string_view function{};      // of a directed test; of static storage
  double particles = 0;             // with as little noise as this test; 0: those of the run
};

/// Returns R of a test from its parts; NaN if one of them is.
double reference(double score_reference, double divergence_reference);

/// Returns the part of a difference from the density that a predicted law explains, from its own
/// difference and its own error, all in the norm ‖Δ‖.
double explained_size(double departure, double error);

/// One road without particles at one forward time.
struct LawTest {
  Road road = Road::chain;
  double time = 0;
  double error = 0, limit = 0;
};

/// Whether the error is beyond its limit, or one of them is NaN.
bool missed(const LawTest& test);

/// The assessment of a chi-squared test among all tests of a run.
struct AssessedTest {
  MarginalTest test;
  double adjusted;             // p after Holm
  bool rejected;               // adjusted < significance, and not withdrawn for the control
  bool rejected_before_raise;  // rejected now, or before its allowance was raised
  double observed;             // O
  double allowed;              // A
  double before_richardson;    // A before the division by 2^w − 1
};

}  // namespace loschmidt::validation
