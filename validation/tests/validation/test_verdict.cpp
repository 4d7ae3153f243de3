#include <boost/test/unit_test.hpp>

#include <cmath>

#include "validation/tests/validation/log_values.hpp"
#include "validation/tests/validation/wanted_tests.hpp"

using namespace loschmidt;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(verdict_rules)

BOOST_AUTO_TEST_CASE(holm_steps_down) {
  const auto adjusted = holm_adjusted(std::vector{0.03, 0.01, 0.04, 0.5});
  BOOST_TEST(adjusted[1] == 0.04, tolerance(1e-12));
  BOOST_TEST(adjusted[0] == 0.09, tolerance(1e-12));
  BOOST_TEST(adjusted[2] == 0.09, tolerance(1e-12));  // 2 × 0.04 may not undercut it
  BOOST_TEST(adjusted[3] == 0.5, tolerance(1e-12));
  BOOST_TEST(holm_adjusted(std::vector{0.9, 0.8})[0] == 1);
  BOOST_TEST(holm_adjusted({}).empty());
}

BOOST_AUTO_TEST_CASE(reference_is_the_smaller_of_what_matters) {
  BOOST_TEST(reference(0.4, 0.0) == 0.4);
  BOOST_TEST(reference(0.4, 0.09) == 0.4);
  BOOST_TEST(reference(0.4, 0.1) == 0.1);
  BOOST_TEST(reference(0.4, 0.7) == 0.4);
  BOOST_TEST(reference(0.0, 0.0) == 0.0);
  BOOST_TEST(std::isnan(reference(nan_value, 0.1)));
  BOOST_TEST(std::isnan(reference(0.1, nan_value)));
}

BOOST_AUTO_TEST_CASE(a_discrepancy_far_beyond_the_steps_is_falsified) {
  // The allowance at `stop` forbids (c), yet O = 0.5 > 4 × 0.1.
  const Verdict v = verdict({stop_test(0.5, 0.1, 0.3)});
  BOOST_TEST(v.outcome == Outcome::falsified);
  BOOST_TEST(v.reason.rule == Rule::beyond_refinement);
  BOOST_TEST(v.reason.test->test.time == 0.001);
}

BOOST_AUTO_TEST_CASE(rule_a_uses_the_difference_before_division) {
  // The same allowance; before division by 3 the twins differ by three times as much.
  BOOST_TEST(verdict({stop_test(0.5, 0.1, 0.3, 3)}).outcome == Outcome::undecided);
}

BOOST_AUTO_TEST_CASE(rule_a_needs_significance_too) {
  BOOST_TEST(verdict({stop_test(0.001, 0.0, 0.3)}).outcome == Outcome::verified);
}

BOOST_AUTO_TEST_CASE(a_sensitivity_asked_for_and_not_reached_is_undecided) {
  const std::vector<MarginalTest> tests{stop_test(0.001, 0.0, 0.3)};
  const double detectable = verdict(tests).detectable_score_error;
  Sampler asked = sampler;
  asked.sensitivity = 1.01 * detectable;
  BOOST_TEST(verdict(tests, asked).outcome == Outcome::verified);
  asked.sensitivity = 0.99 * detectable;
  const Verdict v = verdict(tests, asked);
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::sensitivity_not_reached);
  BOOST_TEST(remedy(v, Lever::particles)->to > asked_particles);
  // What is falsified stays so.
  BOOST_TEST(verdict({stop_test(0.5, 0.0, 0.3)}, asked).outcome == Outcome::falsified);
}

BOOST_AUTO_TEST_CASE(an_end_that_is_not_carried_verifies_nothing) {
  Sampler other = sampler;
  other.carried = false;
  const Verdict v = verdict({stop_test(0.001, 0.0, 0.3)}, other);
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::end_not_carried);
  // What is falsified stays so.
  BOOST_TEST(verdict({stop_test(0.5, 0.0, 0.3)}, other).outcome == Outcome::falsified);
}

BOOST_AUTO_TEST_CASE(too_much_numerical_error_at_stop_is_undecided) {
  const Verdict v = verdict({stop_test(0.01, 0.1, 0.2)});
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::large_numerical_error);
  BOOST_TEST(remedy(v, Lever::time_steps)->to == 200);
}

BOOST_AUTO_TEST_CASE(numerical_error_forbids_verified_however_strong_the_test) {
  // An error R = 0.35 is certain to be seen, but A = 0.1 is more than a quarter of it.
  BOOST_TEST(verdict({stop_test(0.01, 0.1, 0.35)}).outcome == Outcome::undecided);
  BOOST_TEST(verdict({stop_test(0.01, 0.1, 0.41)}).outcome == Outcome::verified);
}

BOOST_AUTO_TEST_CASE(a_discrepancy_beyond_a_small_allowance_is_falsified) {
  // O = 0.15 is not beyond 4 A = 0.16, so it is (c) that speaks.
  const Verdict v = verdict({stop_test(0.15, 0.04, 0.3)});
  BOOST_TEST(v.outcome == Outcome::falsified);
  BOOST_TEST(v.reason.rule == Rule::beyond_allowance);
}

BOOST_AUTO_TEST_CASE(a_discrepancy_at_another_time_is_falsified_too) {
  const Verdict v = verdict({ensemble_test(0.4, 0.15, 0.04, 0.3), stop_test(0, 0, 0.3)});
  BOOST_TEST(v.outcome == Outcome::falsified);
  BOOST_TEST(v.reason.test->test.time == 0.4);
}

BOOST_AUTO_TEST_CASE(a_rejection_that_may_be_numerical_is_never_verified) {
  // Rejected at t = 0.4, where A = 0.04 > R/4: neither (a) nor (c), but not agreement either.
  const Verdict v = verdict({ensemble_test(0.4, 0.15, 0.04, 0.1), stop_test(0, 0, 0.3)});
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::not_attributable);
  BOOST_TEST(v.reason.test->test.time == 0.4);
  BOOST_TEST(remedy(v, Lever::time_steps));
}

BOOST_AUTO_TEST_CASE(agreement_with_power_is_verified) {
  const Verdict v =
      verdict({forward_test(0), ensemble_test(0.9, 0, 0.001, 0), stop_test(0, 0.01, 0.3)});
  BOOST_TEST(v.outcome == Outcome::verified);
  BOOST_TEST(v.p_value > 0.1);
  BOOST_TEST(v.reason.rule == Rule::agreement);
  BOOST_TEST(v.reason.comparisons == 3);
  BOOST_TEST(remarks(v, Caveat::marginals_only));
  BOOST_TEST(!remarks(v, Caveat::control_not_run));
  BOOST_TEST(!remarks(v, Caveat::divergence_not_tested));
}

BOOST_AUTO_TEST_CASE(an_allowance_does_not_excuse_an_error_of_the_size_of_R) {
  // Whatever the allowance, the power and the number of tests: O ≥ R is not verified.
  for (const double size : {0.02, 0.05, 0.1, 0.3, 1.0})
    for (double allowed = 0; allowed < 2; allowed = 1.3 * allowed + 0.001)
      for (const double factor : {1.0, 3.0})
        for (const double error : {1.0, 1.5, 4.0}) {
          const auto v = verdict({stop_test(error * size, allowed, size, factor)});
          BOOST_TEST(v.outcome != Outcome::verified);
        }
}

BOOST_AUTO_TEST_CASE(without_a_comparison_at_stop_nothing_is_verified) {
  BOOST_TEST(verdict({}).outcome == Outcome::undecided);
  BOOST_TEST(verdict({forward_test(0)}).outcome == Outcome::undecided);
  BOOST_TEST(verdict({ensemble_test(0.4, 0, 0, 0.3)}).outcome == Outcome::undecided);
  BOOST_TEST(verdict({stop_test(0, 0, 0.3), stop_test(0, 0, 0.3)}).outcome == Outcome::undecided);
  MarginalTest control = forward_test(0);
  control.at_stop = true;
  control.reference = 0.3;
  BOOST_TEST(verdict({control}).outcome == Outcome::undecided);
}

BOOST_AUTO_TEST_CASE(what_is_not_a_number_is_never_verified) {
  const MarginalTest good = stop_test(0, 0, 0.3);
  const auto outcome_with = [&](auto&& spoil) {
    MarginalTest bad = ensemble_test(0.4, 0, 0, 0.3);
    spoil(bad);
    const Verdict v = verdict({bad, good});
    BOOST_TEST(v.reason.rule == Rule::not_finite);
    return v.outcome;
  };
  using T = MarginalTest;
  BOOST_TEST(outcome_with([](T& t) { t.time = nan_value; }) == Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.chi2 = nan_value; }) == Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.dof = nan_value; }) == Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.p_value = nan_value; }) == Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.allowance.noncentrality = nan_value; }) ==
             Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.allowance.before_richardson = nan_value; }) ==
             Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.reference = nan_value; }) == Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.score_reference = nan_value; }) == Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.divergence_reference = nan_value; }) == Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.reference = infinite; }) == Outcome::undecided);
  BOOST_TEST(outcome_with([](T& t) { t.allowance.noncentrality = -1; }) == Outcome::undecided);
}

BOOST_AUTO_TEST_CASE(infinite_values_that_mean_something) {
  MarginalTest outside = stop_test(0, 0.01, 0.3);
  outside.chi2 = infinite;
  outside.p_value = 0;
  BOOST_TEST(verdict({outside}).outcome == Outcome::falsified);
  MarginalTest lost = stop_test(0, 0, 0.3);
  lost.allowance.noncentrality = lost.allowance.before_richardson = infinite;
  BOOST_TEST(verdict({lost}).outcome == Outcome::undecided);
}

BOOST_AUTO_TEST_CASE(the_detectable_score_error_is_detected_with_power_99) {
  for (const double allowed : {0.0, 0.02}) {
    const double size = 0.3;
    const Verdict v = verdict({stop_test(0, allowed, size)});
    const double left = v.detectable_score_error / 0.1 * size - allowed;
    const double threshold =
        chi_squared_quantile(significance, 100, asked_particles * allowed * allowed);
    BOOST_TEST(chi_squared_survival(threshold, 100, asked_particles * left * left) == 0.99,
               tolerance(1e-6));
  }
  BOOST_TEST(std::isinf(verdict({forward_test(0)}).detectable_score_error));
  BOOST_TEST(std::isinf(verdict({stop_test(0, 0, 0)}).detectable_score_error));
}

BOOST_AUTO_TEST_CASE(all_tests_share_the_significance) {
  // One p just under the level is falsified alone, but not among ten.
  MarginalTest close = stop_test(0, 0, 0.3);
  close.chi2 = chi_squared_quantile(0.5e-6, close.dof, 0);
  close.p_value = 0.5e-6;
  BOOST_TEST(verdict({close}).outcome == Outcome::falsified);
  std::vector<MarginalTest> tests(9, forward_test(0));
  tests.push_back(close);
  const Verdict v = verdict(tests);
  BOOST_TEST(v.outcome == Outcome::verified);
  BOOST_TEST(v.p_value == 0.5e-5, tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(settings_that_make_no_sense_are_refused) {
  const std::vector<MarginalTest> tests{stop_test(0, 0, 0.3)};
  BOOST_CHECK_THROW(decide(tests, 0, sampler), std::invalid_argument);
  BOOST_CHECK_THROW(decide(tests, 1, sampler), std::invalid_argument);
  BOOST_CHECK_THROW(decide(tests, nan_value, sampler), std::invalid_argument);
  BOOST_CHECK_THROW(decide(tests, significance, {0, 100, 1}), std::invalid_argument);
  BOOST_CHECK_THROW(decide(tests, significance, {asked_particles, 100, 0}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
