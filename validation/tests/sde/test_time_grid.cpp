#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/time_grid.hpp"

using namespace loschmidt;

BOOST_AUTO_TEST_SUITE(time_grid)

BOOST_AUTO_TEST_CASE(quadratic_steps_follow_the_square) {
  const std::vector<double> stops{0.001, 1.0};
  const auto t = step_times(TimeGrid::quadratic, stops, 100);
  BOOST_TEST(t.size() == 101u);
  for (int k = 0; k <= 100; ++k)
    BOOST_TEST(std::abs(t[k] - (0.001 + 0.999 * std::pow(k / 100.0, 2))) < 1e-15);
}

BOOST_AUTO_TEST_CASE(every_stop_is_hit_to_the_bit_with_even_steps_between) {
  const std::vector<double> stops{0.1, 0.3, 0.31, 1.7};
  for (const TimeGrid grid : {TimeGrid::uniform, TimeGrid::quadratic})
    for (const int steps : {1, 4, 37, 200}) {
      const auto t = step_times(grid, stops, steps);
      BOOST_TEST(std::ranges::is_sorted(t));
      BOOST_TEST(static_cast<int>(t.size()) - 1 >= steps);
      std::ptrdiff_t last = 0;
      for (const double stop : stops) {
        const auto place = std::ranges::find(t, stop) - t.begin();
        BOOST_REQUIRE(place < static_cast<std::ptrdiff_t>(t.size()));
        BOOST_TEST((place - last) % 2 == 0);
        last = place;
      }
    }
}

BOOST_AUTO_TEST_CASE(an_exact_share_is_not_rounded_up) {
  const std::vector<double> stops{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
  BOOST_TEST(step_times(TimeGrid::uniform, stops, 100).size() == 101u);
}

BOOST_AUTO_TEST_CASE(stops_must_ascend) {
  const std::vector<double> one{1};
  const std::vector<double> repeated{0, 1, 1};
  BOOST_CHECK_THROW(step_times(TimeGrid::uniform, one, 4), std::invalid_argument);
  BOOST_CHECK_THROW(step_times(TimeGrid::uniform, repeated, 4), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
