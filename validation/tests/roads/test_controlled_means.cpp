// Expectations of a process whose reversal is known, predicted and observed.
#include "app/roads/controlled_means.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

std::vector<double> places(const meshes::PointGrid& points) {
  return points.coordinates[0];
}

std::vector<double> squares(const meshes::PointGrid& points) {
  return meshes::values_at(points, [](const meshes::Point& x) { return x[0] * x[0]; });
}

const std::vector<TestFunction> functions{{"mean", places}, {"second moment", squares}};

std::vector<ControlledMean> means_of(const std::string& text, const std::vector<std::string>& more,
                                     std::uint64_t particles = 10000) {
  std::vector<std::string> overrides{"validation.roads=[\"ensemble\"]", "reverse.time_grid=uniform",
                                     "reverse.scheme=euler-maruyama"};
  overrides.insert(overrides.end(), more.begin(), more.end());
  test::SmallJob small(text, overrides);
  const Evolved evolved = small.evolved();
  return controlled_means(small.setup, small.job, evolved.forward.density,
                          reverse_road(small.setup, evolved, particles), functions);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(controlled_means_of_roads)

// Anderson's reversal of N(e^(−t), 1) has the drift −x + 2e^(−t) and the noise √2: mean and
// variance of Euler and Maruyama's steps are known. The mesh adds about (14/128)²/12 = 1e-3 to the
// variance.
BOOST_AUTO_TEST_CASE(few_steps_have_their_own_moments) {
  const auto means = means_of(test::ornstein_uhlenbeck, {"reverse.steps=4", "mesh.cells=[128]"});
  BOOST_TEST_REQUIRE(means.size() == 2u);
  const auto [mean, variance] = test::after_euler_steps_back(4);
  BOOST_TEST(means[0].predicted == mean, tolerance(1e-3));
  BOOST_TEST(means[1].predicted == mean * mean + variance, tolerance(3e-3));
  for (const ControlledMean& m : means) {
    BOOST_TEST(m.prediction_error < 1e-5);
    BOOST_TEST(std::abs(m.observed - m.predicted) < 4 * m.standard_error);
    BOOST_TEST(m.standard_error < 0.05 * m.deviation / 100);
    BOOST_TEST(m.particles == 10000);
  }
  BOOST_TEST(means[0].deviation == std::sqrt(variance), tolerance(0.03));
}

BOOST_AUTO_TEST_CASE(the_prediction_does_not_depend_on_the_reversal_under_test) {
  const auto right = means_of(test::ornstein_uhlenbeck, {});
  const auto wrong = means_of(test::ornstein_uhlenbeck, {"reverse.reversal=half-score"});
  for (std::size_t k = 0; k < right.size(); ++k)
    BOOST_TEST(wrong[k].predicted == right[k].predicted);
  // Half of the score keeps the mean and adds 2t = 1 to the variance.
  const ControlledMean& square = wrong[1];
  BOOST_TEST(std::abs(square.observed - square.predicted - 1) < 0.1);
  BOOST_TEST(square.observed - square.predicted > 20 * square.standard_error);
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_particles_are_enough) {
  const auto means = means_of(test::ornstein_uhlenbeck, {"reverse.steps=4"}, 110000);
  BOOST_TEST(means[0].particles == 100000);
}

BOOST_AUTO_TEST_CASE(ends_that_absorb_have_none) {
  BOOST_TEST(means_of(test::absorbed_brownian_motion, {}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
