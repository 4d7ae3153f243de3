// The allowance for time steps: what the user accepts, or docs/theory.md (17) from the twin.
#include "app/judgement/twin_allowance.hpp"

#include <boost/test/unit_test.hpp>

#include "app/roads/ensemble_stage.hpp"
#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using namespace loschmidt::sde;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

using test::particles;

Tally empty_tally(const EnsembleRoad& road) {
  const Bins& bins = road.bins.back();
  return {bins.of_cell.size(), bins.size()};
}

// The law of Euler–Maruyama steps h of the process over the time ½: Y ← (1 − h) Y + √(2h) ξ.
std::vector<double> euler_masses(const meshes::Mesh& mesh, int steps) {
  const double h = 0.5 / steps;
  double mean = 1, variance = 1;
  for (int i = 0; i < steps; ++i) {
    mean *= 1 - h;
    variance = (1 - h) * (1 - h) * variance + 2 * h;
  }
  return test::gaussian_masses(mesh, mean, variance);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(twin_allowances)

// A total variation τ is a length of at most 2τ: η = N (2τ)².
BOOST_AUTO_TEST_CASE(a_given_tolerance_is_the_allowance) {
  test::SmallJob small(test::ornstein_uhlenbeck, {"validation.tolerance=0.01"});
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, particles);
  const Allowance given = twin_allowance(small.setup, road, road.bins.back(), empty_tally(road), 2);
  BOOST_TEST(given.noncentrality == particles * 0.02 * 0.02, tolerance(1e-12));
  BOOST_TEST(given.by_chance == 0);
}

BOOST_AUTO_TEST_CASE(a_twin_that_goes_the_same_way_allows_nothing) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, particles);
  Tally tally = empty_tally(road);
  for (std::size_t i = 0; i < tally.fine.counts.size(); ++i)
    tally.fine.counts[i] = tally.coarse.counts[i] = 10 * i;
  const Allowance none = twin_allowance(small.setup, road, road.bins.back(), tally, 2);
  BOOST_TEST(none.noncentrality == 0);
}

// Every particle that is in another bin moved from one bin to its neighbour: F − C = ±M there.
BOOST_AUTO_TEST_CASE(what_moves_one_way_is_allowed_for_by_the_order) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, particles);
  const Bins& bins = road.bins.back();
  Tally tally = empty_tally(road);
  for (int i = 0; i < 300; ++i) add_pair(tally, bins.of_cell, 32, 34);
  const std::uint32_t a = bins.of_cell[32], b = bins.of_cell[34];
  BOOST_TEST_REQUIRE(a != b);
  const double d = 300.0 * 300 - 300;
  const double expected = particles * bins.probability[a];
  const double other = particles * bins.probability[b];
  const double estimate = d / expected + d / other;
  const auto variance = [&](double nq) { return (2 * 300.0 * 300 + 4 * 300.0 * d) / (nq * nq); };
  const double chance = 3 * std::sqrt(variance(expected) + variance(other));
  for (const double order : {1.0, 2.0}) {
    const double divisor = std::pow(std::pow(2, order) - 1, 2);
    const Allowance found = twin_allowance(small.setup, road, bins, tally, order);
    BOOST_TEST(found.noncentrality == (estimate + chance) / divisor, tolerance(1e-12));
    BOOST_TEST(found.before_richardson == estimate + chance, tolerance(1e-12));
  }
}

// What is absorbed has a bin of its own, which the particles of no cell fill.
BOOST_AUTO_TEST_CASE(who_leaves_changes_the_bin_of_the_absorbed) {
  test::SmallJob small(test::absorbed_brownian_motion);
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = forward_road(small.setup, evolved, particles);
  const Bins& bins = road.bins.back();
  BOOST_TEST_REQUIRE(bins.outside);
  Tally tally = empty_tally(road);
  for (int i = 0; i < 200; ++i) add_pair(tally, bins.of_cell, 32, -1);
  const Allowance found = twin_allowance(small.setup, road, bins, tally, 1);
  const double inside = bins.probability[bins.of_cell[32]];
  const double estimate =
      (200.0 * 200 - 200) * (1 / inside + 1 / bins.probability.back()) / particles;
  BOOST_TEST(found.noncentrality - found.by_chance == estimate, tolerance(1e-12));
}

// With the laws of both known, η̂ is N times their squared distance, but for three deviations of
// its estimate. Doubling the steps of order 1 halves the distance.
BOOST_AUTO_TEST_CASE(of_euler_steps_it_is_the_distance_of_two_gaussians) {
  for (const int steps : {8, 16, 32}) {
    test::SmallJob small(test::ornstein_uhlenbeck,
                         {"reverse.scheme=euler-maruyama", "reverse.time_grid=uniform",
                          "reverse.steps=" + std::to_string(steps)});
    const Evolved evolved = small.evolved();
    const EnsembleRoad road = forward_road(small.setup, evolved, particles);
    const auto counts = run_ensemble(small.setup, small.job, evolved.forward.density, road);
    const Bins& bins = road.bins.back();
    const Allowance found = twin_allowance(small.setup, road, bins, counts.stops.back(), 1);
    const meshes::Mesh& mesh = small.setup.problem.mesh;
    const double distance =
        test::length(bins, euler_masses(mesh, steps), euler_masses(mesh, steps / 2));
    const double estimate = found.noncentrality - found.by_chance;
    BOOST_TEST(std::abs(estimate - particles * distance * distance) < found.by_chance);
  }
}

BOOST_AUTO_TEST_SUITE_END()
