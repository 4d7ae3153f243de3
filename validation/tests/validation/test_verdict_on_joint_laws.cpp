#include <boost/test/unit_test.hpp>

#include "validation/tests/validation/log_values.hpp"
#include "validation/tests/validation/wanted_tests.hpp"

using namespace loschmidt;
using namespace loschmidt::validation;

BOOST_AUTO_TEST_SUITE(verdict_on_joint_laws)

BOOST_AUTO_TEST_CASE(the_joint_law_sees_what_the_marginals_do_not) {
  const auto joint_test = [](double observed, double allowed, double size) {
    MarginalTest test = ensemble_test(0.1, observed, allowed, size);
    test.road = Road::joint;
    test.score_reference = 0;
    return test;
  };
  const MarginalTest stop = stop_test(0, 0, 0.3);
  BOOST_TEST(verdict({stop, joint_test(0, 0, 0.3)}).outcome == Outcome::verified);
  const Verdict beyond = verdict({stop, joint_test(0.5, 0.1, 0.3)});
  BOOST_TEST(beyond.outcome == Outcome::falsified);  // (a)
  BOOST_TEST(beyond.reason.test->test.road == Road::joint);
  BOOST_TEST(verdict({stop, joint_test(0.15, 0.04, 0.3)}).outcome == Outcome::falsified);  // (c)
  BOOST_TEST(verdict({stop, joint_test(0, 0.1, 0.3)}).outcome == Outcome::undecided);      // (b): A
  BOOST_TEST(verdict({stop, joint_test(0, 0, 0.02)}).outcome == Outcome::undecided);       // power
  BOOST_TEST(remedy(verdict({stop, joint_test(0, 0, 0.02)}), Lever::particles)->to >
             asked_particles);
  // One pair of axes that could show it is enough; a rejected one beside it is not passed over.
  BOOST_TEST(verdict({stop, joint_test(0, 0, 0.02), joint_test(0, 0, 0.3)}).outcome ==
             Outcome::verified);
  BOOST_TEST(verdict({stop, joint_test(0.15, 0.04, 0.02), joint_test(0, 0, 0.3)}).outcome ==
             Outcome::undecided);
  // Where the marginals decide nothing, neither does a joint law that agrees.
  BOOST_TEST(verdict({stop_test(0.01, 0.1, 0.2), joint_test(0, 0, 0.3)}).outcome ==
             Outcome::undecided);
}

BOOST_AUTO_TEST_SUITE_END()
