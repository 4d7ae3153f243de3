// Given steps are distributed over intervals by length, and attempts at steps are bounded.
#include "solver/stepping.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using namespace loschmidt::solver;

BOOST_AUTO_TEST_SUITE(stepping)

BOOST_AUTO_TEST_CASE(given_steps_are_shared_out_by_length_and_every_interval_has_one) {
  const StepControl control{10, 2};  // ten steps on a span of 2
  BOOST_TEST(steps_within(control, 0, 2) == 10);
  BOOST_TEST(steps_within(control, 0, 1) == 5);
  BOOST_TEST(steps_within(control, 0, 0.5) == 3);  // rounded up
  BOOST_TEST(steps_within(control, 1, 1.2) == 1);  // roundoff adds none
  BOOST_TEST(steps_within(control, 0, 1e-9) == 1);
}

BOOST_AUTO_TEST_CASE(tries_are_counted_up_to_their_bound) {
  int tries = 0;
  count_try(tries, 2);
  count_try(tries, 2);
  BOOST_TEST(tries == 2);
  BOOST_CHECK_THROW(count_try(tries, 2), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
