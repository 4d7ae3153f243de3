// Two safeguards precede the verdict "falsified" after a rejection: the control and raised
// allowances.
#include <boost/test/unit_test.hpp>

#include "validation/tests/validation/log_values.hpp"
#include "validation/tests/validation/wanted_tests.hpp"

using namespace loschmidt;
using namespace loschmidt::validation;

BOOST_AUTO_TEST_SUITE(verdict_safeguards)

BOOST_AUTO_TEST_CASE(the_control_must_hold) {
  const Verdict v = verdict({forward_test(0.2), stop_test(0, 0, 0.3)});
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::control_failed);
  BOOST_TEST(v.reason.test->test.time == 0.5);
  // Its own allowance counts, and another road is falsified that is loud enough.
  BOOST_TEST(verdict({forward_test(0.2, 0.3), stop_test(0, 0, 0.3)}).outcome == Outcome::verified);
  BOOST_TEST(verdict({forward_test(0.2), stop_test(0.9, 0, 0.3)}).outcome == Outcome::falsified);
}

BOOST_AUTO_TEST_CASE(what_fails_forward_is_not_held_against_the_reversal) {
  // No louder than four times the control, by (a) or by (c).
  for (const double allowed : {0.0, 0.06}) {
    const Verdict v = verdict({forward_test(0.1), stop_test(0.39, allowed, 0.3)});
    BOOST_TEST(v.outcome == Outcome::undecided);
    BOOST_TEST(v.reason.rule == Rule::control_failed);
    BOOST_TEST(verdict({forward_test(0.1), stop_test(0.41, allowed, 0.3)}).outcome ==
               Outcome::falsified);
  }
  // A control that holds, if barely, excuses nothing; one that is out of proportion excuses all.
  BOOST_TEST(verdict({forward_test(0.1, 0.1), stop_test(0.39, 0, 0.3)}).outcome ==
             Outcome::falsified);
  BOOST_TEST(verdict({forward_test(1.1), stop_test(50, 0, 0.3)}).outcome == Outcome::undecided);
  BOOST_TEST(verdict({forward_test(0.9), stop_test(50, 0, 0.3)}).outcome == Outcome::falsified);
}

BOOST_AUTO_TEST_CASE(nothing_is_falsified_where_no_forward_particle_survives) {
  const std::vector<MarginalTest> tests{stop_test(0.9, 0, 0.3)};
  Sampler how = sampler;
  how.surviving = 1.0 / asked_particles;
  BOOST_TEST(verdict(tests, how).outcome == Outcome::falsified);
  how.surviving = 1e-43;
  const Verdict v = verdict(tests, how);
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::no_survivors);
  BOOST_TEST((v.reason.overruled == Rule::beyond_refinement));
  BOOST_TEST(remedy(v, Lever::end_time));
  // What agrees needs no control.
  BOOST_TEST(verdict({stop_test(0, 0, 0.3)}, how).outcome == Outcome::verified);
}

BOOST_AUTO_TEST_CASE(a_missing_control_is_remarked) {
  BOOST_TEST(remarks(verdict({stop_test(0, 0, 0.3)}), Caveat::control_not_run));
}

BOOST_AUTO_TEST_CASE(what_a_raised_allowance_excuses_is_never_verified) {
  MarginalTest test = stop_test(0.05, 0.06, 0.3);
  BOOST_TEST(verdict({test}).outcome == Outcome::verified);
  test.first_p_value = 1e-9;
  BOOST_TEST(verdict({test}).outcome == Outcome::undecided);
  BOOST_TEST(verdict({test}).reason.rule == Rule::allowance_was_raised);
  test.first_p_value = 0.9 * significance;  // does not object among so many, after Holm
  BOOST_TEST(verdict({test, forward_test(0)}).outcome == Outcome::verified);
}

BOOST_AUTO_TEST_SUITE_END()
