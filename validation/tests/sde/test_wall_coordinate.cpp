#include "sde/wall_coordinate.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

using loschmidt::sde::stepper::WallCoordinate;

BOOST_AUTO_TEST_SUITE(wall_coordinate)

BOOST_AUTO_TEST_CASE(constant_noise_only_scales) {
  const WallCoordinate u(4, 4, 1);
  for (const double r : {-0.5, 0.0, 0.3, 2.0}) {
    BOOST_TEST(u(r) == r / 2);
    BOOST_TEST(u.beyond_pole(r) == 0.0);
  }
}

BOOST_AUTO_TEST_CASE(it_is_the_integral_of_the_inverse_amplitude) {
  // D = 1 + 3r (up and down): du/dr = 1/√D, u(0) = 0, on both sides of the wall.
  for (const double slope : {3.0, -0.8}) {
    const WallCoordinate u(1, 1 + slope * 0.5, 0.5);
    BOOST_TEST(u(0) == 0.0);
    for (const double r : {-0.2, 0.01, 0.4, 0.9}) {
      const double e = 1e-6;
      BOOST_TEST((u(r + e) - u(r - e)) / (2 * e) == 1 / std::sqrt(1 + slope * r),
                 boost::test_tools::tolerance(1e-8));
      BOOST_TEST(u.distance(u(r)) == r, boost::test_tools::tolerance(1e-12));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_a_pole_is_beyond_its_own_pole) {
  const WallCoordinate u(1, 4, 1);  // D = 1 + 3r
  for (const double r : {0.1, 0.5, 2.0})
    BOOST_TEST(u.beyond_pole(r) == u.amplitude(r) / r - 1 / u(r),
               boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
