#include "meshes/bend.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace loschmidt::meshes;

BOOST_AUTO_TEST_SUITE(bend)

BOOST_AUTO_TEST_CASE(knots_that_stay_leave_everything_in_place) {
  const Bend identity({0, 12, 30, 37}, {0, 12, 30, 37});
  for (int i = 0; i <= 37; ++i) BOOST_TEST(identity(i) == i);
  BOOST_TEST(identity(1.0 / 3) == 1.0 / 3);
}

BOOST_AUTO_TEST_CASE(knots_arrive_and_the_map_increases_with_continuous_slopes) {
  const std::vector<double> from{0, 2, 4, 30, 40};
  const std::vector<double> to{0, 2.9, 5, 29.1, 40};
  const Bend bent(from, to);
  for (std::size_t k = 0; k < from.size(); ++k)
    BOOST_TEST(bent(from[k]) == to[k], boost::test_tools::tolerance(1e-14));
  const double h = 1e-3;
  double slope = (bent(h) - bent(0)) / h;
  for (int i = 1; i < 40000; ++i) {
    const double next = (bent((i + 1) * h) - bent(i * h)) / h;
    BOOST_TEST_REQUIRE(next > 0);
    BOOST_TEST_REQUIRE(std::abs(next - slope) < 3 * h);
    slope = next;
  }
}

BOOST_AUTO_TEST_SUITE_END()
