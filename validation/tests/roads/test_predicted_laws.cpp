// The laws of few steps of the right reversal, whatever the reversal under test.
#include "app/roads/predicted_laws.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "meshes/grading.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::roads;

namespace {

const std::string few_steps = "reverse.steps=4";

std::optional<PredictedLaws> laws_of(const std::string& text,
                                     const std::vector<std::string>& overrides) {
  test::SmallJob small(text, overrides);
  const Evolved evolved = small.evolved();
  return predicted_laws(small.setup, small.job, evolved.forward.density,
                        reverse_road(small.setup, evolved, 1000));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(predicted_laws_of_roads)

// Anderson's reversal of N(m, 1), m = e^(−t), has the drift −x + 2m and the noise √2: steps of
// Euler and Maruyama keep a Gaussian, whose mean and variance follow from the four steps.
BOOST_AUTO_TEST_CASE(few_steps_have_their_own_gaussian) {
  const auto laws = laws_of(
      test::ornstein_uhlenbeck,
      {few_steps, "mesh.cells=[128]", "reverse.time_grid=uniform", "reverse.scheme=euler-maruyama",
       "validation.roads=[\"ensemble\"]", "reverse.reversal=half-score"});
  BOOST_REQUIRE(laws);
  const meshes::Mesh mesh({meshes::Axis(meshes::make_edges(meshes::UniformGrading{}, -7, 7, 128),
                                        meshes::Boundary::reflecting)});
  const auto [mean, variance] = test::after_euler_steps_back(4);
  // The mesh adds about (14/128)²/12 to the variance, at the start and by the score.
  const double near = test::l1(laws->mass.back(), test::gaussian_masses(mesh, mean, variance));
  BOOST_TEST(near < 2 * std::pow(14.0 / 128, 2) / 12);
  BOOST_TEST(test::l1(laws->mass.back(), test::gaussian_masses(mesh, 1, 1)) > 10 * near);
  BOOST_TEST(test::l1(laws->mass.back(), laws->coarse.back()) < near);
}

BOOST_AUTO_TEST_CASE(there_is_a_law_per_stop_from_the_start_on) {
  const auto laws =
      laws_of(test::ornstein_uhlenbeck, {few_steps, "validation.roads=[\"ensemble\"]"});
  BOOST_REQUIRE(laws);
  BOOST_TEST(laws->mass.size() == 3u);
  BOOST_TEST(laws->coarse.size() == 3u);
  BOOST_TEST(test::l1(laws->mass.front(), laws->coarse.front()) == 0);
  for (const auto& mass : laws->mass) BOOST_TEST(std::abs(meshes::total(mass) - 1) < 1e-9);
}

BOOST_AUTO_TEST_CASE(two_axes_and_ends_that_absorb_have_none) {
  const std::string ensemble = "validation.roads=[\"ensemble\"]";
  BOOST_TEST(!laws_of(test::two_ornstein_uhlenbeck(), {few_steps, ensemble}));
  BOOST_TEST(!laws_of(test::absorbed_brownian_motion, {few_steps, ensemble}));
}

BOOST_AUTO_TEST_SUITE_END()
