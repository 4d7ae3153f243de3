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

BOOST_AUTO_TEST_CASE(one_end_where_the_density_vanishes_has_the_pole_of_the_distance) {
  // The other end is singular: its profile is r^−½, and it has no part in σ.
  for (const bool upper : {false, true}) {
    SingularEnds ends;
    ends[!upper] = SingularEnd{-0.5};
    const Axis one = test::singular_line(-1, 3, 8, ends, Boundary::absorbing).axis(0);
    BOOST_TEST(only_vanishing_end(one) == (upper ? -1 : 1));
    BOOST_TEST(density_vanishes(one));
    const auto log_density = [&](double x) { return std::log(vanishing_density(one, x)); };
    const auto log_profile = [&](double x) { return std::log(one.profile(x)); };
    for (const double x : {-0.9, 0.0, 1.3, 2.8}) {
      const double r = upper ? 3 - x : x + 1;
      const double e = 1e-5;
      const auto slope = [&](auto&& f) { return (f(x + e) - f(x - e)) / (2 * e); };
      BOOST_TEST(absorbing_score(one, x) == slope(log_density), boost::test_tools::tolerance(1e-6));
      BOOST_TEST(absorbing_score(one, x) * r == (upper ? -1 : 1),
                 boost::test_tools::tolerance(1e-12));
      BOOST_TEST(pole_score(one, x) == slope(log_density) + slope(log_profile),
                 boost::test_tools::tolerance(1e-6));
      BOOST_TEST(beyond_pole(one, r) == 0);
    }
    for (const double k : {0.7, -0.2})
      for (const double x : {0.0, 1.5}) {
        const double t = 1.1;
        const double e = 1e-5;
        const double rate =
            (absorbing_flow(one, x, k * (t + e)) - absorbing_flow(one, x, k * (t - e))) / (2 * e);
        BOOST_TEST(rate == k * absorbing_score(one, absorbing_flow(one, x, k * t)),
                   boost::test_tools::tolerance(1e-6));
        BOOST_TEST(absorbing_flow(one, x, 0) == x, boost::test_tools::tolerance(1e-12));
      }
    BOOST_TEST(std::isnan(absorbing_flow(one, upper ? 2.9 : -0.9, -1)));  // drawn into the wall
  }
}

BOOST_AUTO_TEST_CASE(singular_ends_alone_have_the_pole_of_their_profile) {
  const SingularEnds ends{SingularEnd{0}, SingularEnd{-0.5}};
  for (const Boundary b : {Boundary::absorbing, Boundary::reflecting}) {
    const Axis both = test::singular_line(0, 1, 8, ends, b).axis(0);
    BOOST_TEST(only_vanishing_end(both) == 0);
    BOOST_TEST(!density_vanishes(both));
    BOOST_TEST(score_has_poles(both));
    BOOST_TEST(pole_score(both, 0.75) == 2, boost::test_tools::tolerance(1e-12));  // 0.5/0.25
  }
  BOOST_TEST(!score_has_poles(test::uniform_axis(0, 1, 8)));
  BOOST_TEST(pole_score(axis, 0.3) == absorbing_score(axis, 0.3));
}

BOOST_AUTO_TEST_SUITE_END()
