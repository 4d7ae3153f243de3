// The particles of a road follow its law and none is lost, whichever function counts them.
#include "app/roads/ensemble_stage.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "validation/marginal.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using namespace loschmidt::validation;

namespace {

constexpr std::uint64_t particles = 20000;

double mean_of(const Mesh& mesh, const Histogram& histogram) {
  return test::mean(mesh, std::vector<double>(histogram.counts.begin(), histogram.counts.end())) /
         static_cast<double>(histogram.particles());
}

void require_law(const test::SmallJob& small, const EnsembleRoad& road,
                 const EnsembleCounts& counts) {
  BOOST_TEST_REQUIRE(counts.stops.size() == road.stops.size());
  const Mesh& mesh = small.setup.problem.mesh;
  for (std::size_t k = 0; k < road.stops.size(); ++k) {
    const Tally& tally = counts.stops[k];
    BOOST_TEST(tally.fine.particles() == particles);
    BOOST_TEST(tally.coarse.particles() == particles);
    // Five standard deviations of the mean of a Gaussian of variance 1.
    BOOST_TEST(std::abs(mean_of(mesh, tally.fine) - std::exp(-road.stops[k])) <
               5 / std::sqrt(static_cast<double>(particles)));
    BOOST_TEST(compare_marginal(mesh, road.mass(k), tally.fine, road.bins[k], 0).p_value > 1e-4);
  }
}

const std::vector<std::string> exact_enough{"solver.extrapolation=true", "reverse.steps=32"};

}  // namespace

BOOST_AUTO_TEST_SUITE(ensemble_stage)

BOOST_AUTO_TEST_CASE(both_ways_follow_the_density) {
  test::SmallJob small(test::ornstein_uhlenbeck, exact_enough);
  const Evolved evolved = small.evolved();
  for (const auto& road : {forward_road(small.setup, evolved, particles),
                           reverse_road(small.setup, evolved, particles)}) {
    const auto counts = run_ensemble(small.setup, small.job, evolved.forward.density, road);
    require_law(small, road, counts);
    BOOST_TEST(counts.joint.empty());
  }
}

// docs/theory.md, "A reversal is four numbers": half of the score lets the variance grow by 2 per
// time, so 2 at the stop.
BOOST_AUTO_TEST_CASE(half_of_the_score_brings_twice_the_variance) {
  std::vector<std::string> overrides = exact_enough;
  overrides.emplace_back("reverse.reversal=half-score");
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const auto road = reverse_road(small.setup, evolved, particles);
  const Histogram last =
      run_ensemble(small.setup, small.job, evolved.forward.density, road).stops.back().fine;
  const Mesh& mesh = small.setup.problem.mesh;
  double variance = 0;
  for (std::size_t i = 0; i < last.counts.size(); ++i)
    variance += static_cast<double>(last.counts[i]) / static_cast<double>(particles) *
                std::pow(mesh.axis(0).centers()[i] - mean_of(mesh, last), 2);
  BOOST_TEST(variance == 2, boost::test_tools::tolerance(0.05));
}

BOOST_AUTO_TEST_CASE(the_watch_sees_every_stop_with_all_particles) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto road = reverse_road(small.setup, evolved, 1000);
  std::vector<std::size_t> stops;
  run_ensemble(small.setup, small.job, evolved.forward.density, road,
               [&](std::size_t stop, const Tally& so_far, bool all) {
                 stops.push_back(stop);
                 BOOST_TEST(all);
                 BOOST_TEST(so_far.fine.particles() == 1000u);
               });
  BOOST_TEST(stops == (std::vector<std::size_t>{0, 1, 2}));
}

BOOST_AUTO_TEST_CASE(the_last_cells_are_those_of_the_last_counts) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto road = reverse_road(small.setup, evolved, 1000);
  const DensityHistory& density = evolved.forward.density;
  Histogram histogram(small.setup.problem.mesh.cells());
  for (const auto cell : last_cells(small.setup, small.job, density, road)) histogram.add(cell);
  const auto counts = run_ensemble(small.setup, small.job, density, road);
  BOOST_TEST(histogram.counts == counts.stops.back().fine.counts);
}

BOOST_AUTO_TEST_SUITE_END()
