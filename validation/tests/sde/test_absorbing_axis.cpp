#include "sde/absorbing_axis.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;

namespace {
const Axis axis = test::uniform_axis(-1, 3, 8, Boundary::absorbing);
}

BOOST_AUTO_TEST_SUITE(absorbing_axis)

BOOST_AUTO_TEST_CASE(the_score_of_the_sine_has_a_pole_at_either_end) {
  const auto log_sine = [](double x) { return std::log(std::sin(std::numbers::pi * (x + 1) / 4)); };
  for (const double x : {-0.9, 0.0, 1.3, 2.8}) {
    const double e = 1e-5;
    BOOST_TEST(absorbing_score(axis, x) == (log_sine(x + e) - log_sine(x - e)) / (2 * e),
               boost::test_tools::tolerance(1e-6));
  }
  BOOST_TEST(absorbing_score(axis, -1 + 1e-6) * 1e-6 == 1.0, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(absorbing_score(axis, 3 - 1e-6) * 1e-6 == -1.0, boost::test_tools::tolerance(1e-9));
  for (const double r : {1.3e-3, 1.2e-3, 0.1, 1.7})  // both sides of where it changes formula
    BOOST_TEST(absorbing_score(axis, -1 + r) == 1 / r + beyond_pole(axis, r),
               boost::test_tools::tolerance(1e-9));
  BOOST_TEST(beyond_pole(axis, 1.2e-3) / beyond_pole(axis, 1.3e-3) == 12.0 / 13,
             boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(its_flow_solves_its_equation) {
  for (const double k : {0.7, -0.2}) {
    const double e = 1e-5;
    for (const double x : {0.0, 1.5}) {
      BOOST_TEST(absorbing_flow(axis, x, 0) == x, boost::test_tools::tolerance(1e-12));
      const double t = 1.1;
      const double rate =
          (absorbing_flow(axis, x, k * (t + e)) - absorbing_flow(axis, x, k * (t - e))) / (2 * e);
      BOOST_TEST(rate == k * absorbing_score(axis, absorbing_flow(axis, x, k * t)),
                 boost::test_tools::tolerance(1e-6));
    }
  }
  BOOST_TEST(std::isnan(absorbing_flow(axis, 2.9, -1)));  // drawn into the wall
}

BOOST_AUTO_TEST_SUITE_END()
