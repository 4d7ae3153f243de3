// The law predicted for the right reversal falsifies, and withdraws what steps and tables explain.
#include <boost/test/unit_test.hpp>

#include "validation/tests/validation/log_values.hpp"
#include "validation/tests/validation/wanted_tests.hpp"

using namespace loschmidt::validation;

namespace {

// The ensemble at `stop` compared with its prediction, in the sizes O, A and R.
MarginalTest prediction(double observed, double allowed, double size) {
  MarginalTest test = stop_test(observed, allowed, size);
  test.road = Road::prediction;
  return test;
}

// An expectation with the difference, the bias allowed and the change by a 10 % error of the score
// in standard deviations of its function, as if of so many particles.
MarginalTest directed(double difference, double allowed, double size, double particles = 1e7) {
  MarginalTest test;
  test.road = Road::directed;
  test.function = "score";
  test.time = 0.001;
  test.dof = 1;
  test.particles = particles;
  test.chi2 = particles * difference * difference;
  test.allowance.noncentrality = test.allowance.before_richardson = particles * allowed * allowed;
  test.p_value = chi_squared_survival(test.chi2, 1, test.allowance.noncentrality);
  test.reference = test.score_reference = size;
  return test;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdict_on_predictions)

BOOST_AUTO_TEST_CASE(who_does_not_follow_the_prediction_is_falsified) {
  const Verdict v = verdict({stop_test(0, 0.01, 0.3), prediction(0.2, 0.01, 0.3)});
  BOOST_TEST(v.outcome == Outcome::falsified);
  BOOST_TEST(v.reason.rule == Rule::unlike_prediction);
  // A prediction whose own error could hide R falsifies nothing, and nothing is verified against
  // it.
  const Verdict blind = verdict({stop_test(0, 0.01, 0.3), prediction(0.6, 0.1, 0.3)});
  BOOST_TEST(blind.outcome == Outcome::undecided);
  BOOST_TEST(blind.reason.rule == Rule::not_attributable);
  BOOST_TEST(blind.reason.test->test.road == Road::prediction);
}

BOOST_AUTO_TEST_CASE(who_follows_it_is_not_falsified_by_the_density) {
  for (const double observed : {0.2, 3.0}) {
    BOOST_TEST(verdict({stop_test(observed, 0.01, 0.3)}).outcome == Outcome::falsified);
    const Verdict v = verdict({stop_test(observed, 0.01, 0.3), prediction(0, 0.01, 0.3)});
    BOOST_TEST(v.outcome == Outcome::undecided);
    BOOST_TEST(v.reason.rule == Rule::as_predicted);
    BOOST_TEST(v.reason.test->test.road == Road::ensemble);
  }
}

BOOST_AUTO_TEST_CASE(a_prediction_that_is_blind_withdraws_only_what_it_explains) {
  const MarginalTest blind = prediction(0, 0.2, 0.3);
  MarginalTest missed = stop_test(1, 0.01, 0.3);
  BOOST_TEST(verdict({missed, blind}).outcome == Outcome::falsified);
  missed.explained = 0.4;
  BOOST_TEST(verdict({missed, blind}).outcome == Outcome::falsified);
  missed.explained = 0.6;
  BOOST_TEST(verdict({missed, blind}).reason.rule == Rule::as_predicted);
}

BOOST_AUTO_TEST_CASE(a_law_explains_nothing_that_its_own_error_could_be) {
  BOOST_TEST(explained_size(2, 0) == 2);
  BOOST_TEST(explained_size(2, 1) == 3);
  BOOST_TEST(explained_size(2, 1.1) == 0);
  BOOST_TEST(explained_size(1, 1e9) == 0);
}

BOOST_AUTO_TEST_CASE(agreement_with_both_is_verified) {
  BOOST_TEST(verdict({stop_test(0, 0.01, 0.3), prediction(0, 0.01, 0.3)}).outcome ==
             Outcome::verified);
}

BOOST_AUTO_TEST_CASE(an_expectation_that_is_not_the_predicted_one_falsifies) {
  const Verdict v = verdict({stop_test(0, 0.01, 0.3), directed(0.01, 1e-4, 0.1)});
  BOOST_TEST(v.outcome == Outcome::falsified);
  BOOST_TEST(v.reason.rule == Rule::unlike_prediction);
  BOOST_TEST(v.reason.test->test.road == Road::directed);
  BOOST_TEST(verdict({stop_test(0, 0.01, 0.3), directed(1e-4, 1e-4, 0.1)}).outcome ==
             Outcome::verified);
}

// Where the prediction's error is more than a quarter of what a 10 % error of the score changes, a
// difference may be that error.
BOOST_AUTO_TEST_CASE(an_expectation_that_is_not_resolved_leaves_a_run_undecided) {
  const Verdict v = verdict({stop_test(0, 0.01, 0.3), directed(0.1, 0.03, 0.1)});
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::not_attributable);
}

// It may be the prediction's error, which must not take a right reversal's excuse away.
BOOST_AUTO_TEST_CASE(an_expectation_that_is_not_resolved_falsifies_nothing) {
  std::vector<MarginalTest> tests{stop_test(0.2, 0.01, 0.3), prediction(0, 0.01, 0.3)};
  BOOST_TEST(verdict(tests).reason.rule == Rule::as_predicted);
  tests.push_back(directed(0.1, 0.03, 0.1));
  BOOST_TEST(verdict(tests).outcome == Outcome::undecided);
  tests.back() = directed(0.1, 0.01, 0.1);
  BOOST_TEST(verdict(tests).outcome == Outcome::falsified);
}

BOOST_AUTO_TEST_CASE(a_raised_allowance_of_an_expectation_verifies_nothing) {
  MarginalTest raised = directed(0.01, 0.01, 0.1);
  BOOST_TEST(verdict({stop_test(0, 0.01, 0.3), raised}).outcome == Outcome::verified);
  raised.first_p_value = 1e-12;
  const Verdict v = verdict({stop_test(0, 0.01, 0.3), raised});
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::allowance_was_raised);
}

// O and power count the particles that have as little noise without a control variate.
BOOST_AUTO_TEST_CASE(expectations_make_small_errors_of_the_score_detectable) {
  const double counts = verdict({stop_test(0, 0.01, 0.3)}).detectable_score_error;
  const double both =
      verdict({stop_test(0, 0.01, 0.3), directed(0, 0, 0.1, 1e9)}).detectable_score_error;
  BOOST_TEST(both < 0.1 * counts);
  const double fewer =
      verdict({stop_test(0, 0.01, 0.3), directed(0, 0, 0.1, 1e7)}).detectable_score_error;
  BOOST_TEST(fewer == 10 * both, boost::test_tools::tolerance(1e-6));
  // One that could not falsify counts for nothing.
  MarginalTest blind = directed(0, 0, 0.1, 1e9);
  blind.reference = 0;
  blind.allowance.noncentrality = 1;
  BOOST_TEST(verdict({stop_test(0, 0.01, 0.3), blind}).detectable_score_error > 0.9 * counts);
}

BOOST_AUTO_TEST_CASE(a_term_that_an_expectation_tests_is_not_called_untested) {
  MarginalTest stop = stop_test(0, 0.01, 0.3);
  stop.drift_reference = 0.01;
  BOOST_TEST(remarks(verdict({stop}), Caveat::drift_not_tested));
  MarginalTest expectation = directed(0, 1e-5, 0.1);
  expectation.drift_reference = 0.01;
  BOOST_TEST(!remarks(verdict({stop, expectation}), Caveat::drift_not_tested));
  expectation.reference = 1e-5;
  BOOST_TEST(remarks(verdict({stop, expectation}), Caveat::drift_not_tested));
  expectation.reference = 0.1;
  expectation.drift_reference = 1e-4;
  BOOST_TEST(remarks(verdict({stop, expectation}), Caveat::drift_not_tested));
}

BOOST_AUTO_TEST_SUITE_END()
