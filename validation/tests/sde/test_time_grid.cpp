#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/time_grid.hpp"

using namespace loschmidt::sde;

namespace {
const std::function<double(double)> none;
// Noise of a diffusion with D = 400 (in squares of a cell), none before t = 0.2.
double late_noise(double t) {
  return 400 * std::max(0.0, t - 0.2);
}
double u_of_log_snr(double t, double first, double last) {
  return std::log(1 + late_noise(t) + (t - first) / (last - first));
}
}  // namespace

BOOST_AUTO_TEST_SUITE(time_grid)

BOOST_AUTO_TEST_CASE(power_grids_follow_their_power) {
  const std::vector<double> stops{0.001, 1.0};
  for (const auto& [grid, power] :
       {std::pair{TimeGrid::uniform, 1.0}, {TimeGrid::quadratic, 2.0}, {TimeGrid::cubic, 3.0}}) {
    const auto t = step_times(grid, stops, 100, none);
    BOOST_TEST(t.size() == 101u);
    for (int k = 0; k <= 100; ++k)
      BOOST_TEST(std::abs(t[k] - (0.001 + 0.999 * std::pow(k / 100.0, power))) < 1e-15);
  }
}

BOOST_AUTO_TEST_CASE(log_snr_steps_are_equal_in_the_logarithm_of_the_noise) {
  // From the time at which noise begins, so that at first none is there: the first steps are a
  // cell's worth of noise or less, the last some per cent of all.
  const std::vector<double> stops{0.2, 1.2};
  const auto t = step_times(TimeGrid::log_snr, stops, 100, late_noise);
  BOOST_TEST(t.size() == 101u);
  const double step = (u_of_log_snr(1.2, 0.2, 1.2) - u_of_log_snr(0.2, 0.2, 1.2)) / 100;
  for (int k = 0; k < 100; ++k)
    BOOST_TEST(std::abs(u_of_log_snr(t[k + 1], 0.2, 1.2) - u_of_log_snr(t[k], 0.2, 1.2) - step) <
               1e-12);
  BOOST_TEST(late_noise(t[1]) < 0.1);
}

BOOST_AUTO_TEST_CASE(log_snr_steps_ascend_where_no_noise_acts) {
  const std::vector<double> stops{0, 0.1, 0.19, 1};
  const auto t = step_times(TimeGrid::log_snr, stops, 100, late_noise);
  for (std::size_t k = 1; k < t.size(); ++k) BOOST_TEST(t[k] > t[k - 1]);
}

BOOST_AUTO_TEST_CASE(every_stop_is_hit_to_the_bit_with_even_steps_between) {
  const std::vector<double> stops{0.1, 0.3, 0.31, 1.7};
  for (const TimeGrid grid :
       {TimeGrid::uniform, TimeGrid::quadratic, TimeGrid::cubic, TimeGrid::log_snr})
    for (const int steps : {1, 4, 37, 200}) {
      const auto t = step_times(grid, stops, steps, late_noise);
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
  BOOST_TEST(step_times(TimeGrid::uniform, stops, 100, none).size() == 101u);
}

BOOST_AUTO_TEST_CASE(stops_must_ascend) {
  const std::vector<double> one{1};
  const std::vector<double> repeated{0, 1, 1};
  BOOST_CHECK_THROW(step_times(TimeGrid::uniform, one, 4, none), std::invalid_argument);
  BOOST_CHECK_THROW(step_times(TimeGrid::uniform, repeated, 4, none), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
