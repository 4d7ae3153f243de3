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

BOOST_AUTO_TEST_SUITE_END()
