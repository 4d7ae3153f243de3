// The run's laws on the mesh of half the cells, beside those of the density computed there.
#include "app/judgement/two_meshes.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

// L1 distance from the initial law of what either equation makes of the law at the end.
struct Missed {
  double own, half;
};

Missed missed(int cells) {
  test::SmallJob small(test::ornstein_uhlenbeck,
                       {"mesh.cells=[" + std::to_string(cells) + "]", "reverse.steps=256"});
  const Evolved evolved = small.evolved();
  const TwoMeshes meshes(small.setup, small.job, evolved);
  const auto& steps = small.setup.plan.reverse_steps;
  const auto initial = test::gaussian_masses(small.setup.problem.half, 1, 1);
  const auto ours = meshes.own_equation().solve(meshes.own(0.5), {}, steps, 1e-4).back();
  const auto theirs = meshes.half_equation().solve(meshes.half(0.5), {}, steps, 1e-4).back();
  return {test::l1(ours, initial), test::l1(theirs, initial)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(two_meshes)

BOOST_AUTO_TEST_CASE(a_restricted_law_holds_pairs_of_cells) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const TwoMeshes meshes(small.setup, small.job, evolved);
  const auto fine = mass_at(evolved.forward.density, 0.25);
  const auto own = meshes.own(0.25);
  BOOST_TEST_REQUIRE(own.size() == 32u);
  for (std::size_t i = 0; i < 32; ++i)
    BOOST_TEST(own[i] == fine[2 * i] + fine[2 * i + 1], tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(where_the_density_comes_back_the_laws_are_the_densities) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const TwoMeshes meshes(small.setup, small.job, evolved);
  for (const double t : small.setup.plan.reverse_stops) {
    BOOST_TEST(test::l1(meshes.own_law(t), meshes.own(t)) == 0);
    BOOST_TEST(test::l1(meshes.half_law(t), meshes.half(t)) < 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(survivors_keep_their_factor_on_half_the_cells) {
  test::SmallJob small(test::absorbed_brownian_motion);
  const Evolved evolved = small.evolved();
  const TwoMeshes laws(small.setup, small.job, evolved);
  const auto ours = laws.own(0.1);
  const auto theirs = laws.half(0.1);
  const auto law = laws.own_law(0.1);
  const auto half_law = laws.half_law(0.1);
  BOOST_TEST(meshes::total(half_law) == 1, tolerance(1e-12));
  const double scale = half_law[16] / theirs[16] / (law[16] / ours[16]);
  for (std::size_t i = 0; i < 32; ++i)
    BOOST_TEST(half_law[i] / theirs[i] == scale * law[i] / ours[i], tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_prior_is_one_law_for_both) {
  test::SmallJob small(test::ornstein_uhlenbeck, {"reverse.start=exp(-x^2/2)"});
  const Evolved evolved = small.evolved();
  const TwoMeshes meshes(small.setup, small.job, evolved);
  BOOST_TEST((meshes.half_law(0.5) == meshes.own_law(0.5)));
}

// Either score brings back the initial law, but for an error of second order in the cells. The next
// term is smaller by the square of the widest, in deviations.
BOOST_AUTO_TEST_CASE(either_equation_goes_back_to_the_initial_law) {
  const Missed coarse = missed(64);
  const Missed fine = missed(128);
  const double next_order = std::pow(14.0 / 32, 2);
  BOOST_TEST(coarse.own / fine.own == 4, tolerance(next_order));
  BOOST_TEST(coarse.half / fine.half == 4, tolerance(next_order));
}

BOOST_AUTO_TEST_SUITE_END()
