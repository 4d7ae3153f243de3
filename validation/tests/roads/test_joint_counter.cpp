// Every particle is counted once in each block, by its slabs at two times.
#include "app/roads/joint_counter.hpp"

#include <boost/test/unit_test.hpp>

#include "app/roads/ensemble_stage.hpp"
#include "validation/count_comparison.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using namespace loschmidt::sde;
using namespace loschmidt::validation;

namespace {

const std::vector<std::string> joint{"validation.joint_times=[0.1, 0.4]",
                                     "time.snapshots=[0.1, 0.4]", "reverse.steps=32",
                                     "reverse.particles=20000"};

// Counts of cells as counts of slabs.
std::vector<std::uint64_t> in_slabs(const SlabsOfCells& places, const Histogram& histogram) {
  const std::vector<double> counts(histogram.counts.begin(), histogram.counts.end());
  const auto sums = places.sum(counts);
  return {sums.begin(), sums.end()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(joint_counter)

BOOST_AUTO_TEST_CASE(margins_of_every_block_are_the_counts_of_each_time) {
  test::SmallJob small(test::two_ornstein_uhlenbeck(), joint);
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, 20000);
  const EnsembleCounts counts = run_ensemble(small.setup, small.job, evolved.forward.density, road);
  BOOST_TEST_REQUIRE(counts.joint.size() == 4u);  // both axes at both times
  const Slabs& slabs = evolved.joint->slabs;
  const SlabsOfCells places(slabs, small.setup.problem.mesh);
  for (const bool twin : {false, true}) {
    const auto histogram = [&](const Tally& tally) { return twin ? tally.coarse : tally.fine; };
    const auto later = in_slabs(places, histogram(counts.stops[1]));  // stops descend
    const auto earlier = in_slabs(places, histogram(counts.stops[2]));
    for (std::size_t k = 0; k < road.blocks.size(); ++k) {
      const auto [from, to] = std::pair(road.blocks[k].earlier_axis, road.blocks[k].later_axis);
      const Histogram pairs = histogram(counts.joint[k]);
      BOOST_TEST(pairs.particles() == 20000u);
      std::vector<std::uint64_t> rows(slabs.on_axis(from)), columns(slabs.on_axis(to));
      for (std::size_t i = 0; i < pairs.counts.size(); ++i) {
        rows[i / columns.size()] += pairs.counts[i];
        columns[i % columns.size()] += pairs.counts[i];
      }
      for (std::size_t i = 0; i < rows.size(); ++i)
        BOOST_TEST(rows[i] == earlier[slabs.first(from) + i]);
      for (std::size_t j = 0; j < columns.size(); ++j)
        BOOST_TEST(columns[j] == later[slabs.first(to) + j]);
    }
  }
}

BOOST_AUTO_TEST_CASE(andersons_reversal_has_the_joint_law_and_half_of_the_noise_has_not) {
  for (const double noise : {1.0, 0.5}) {
    std::vector<std::string> overrides = joint;
    overrides.push_back("solver.extrapolation=true");
    overrides.push_back("reverse.reversal={ noise = " + std::to_string(noise) + " }");
    test::SmallJob small(test::ornstein_uhlenbeck, overrides);
    const Evolved evolved = small.evolved();
    const EnsembleRoad road = reverse_road(small.setup, evolved, 20000);
    const EnsembleCounts counts =
        run_ensemble(small.setup, small.job, evolved.forward.density, road);
    const JointBlock& block = road.blocks.at(0);
    const auto comparison =
        compare_counts(block.expected, 0, counts.joint[0].fine, block.bins, 0, false);
    if (noise == 1)
      BOOST_TEST(comparison.p_value > 1e-4);
    else
      BOOST_TEST(comparison.p_value < 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(without_a_joint_law_there_is_nothing_to_count) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const std::vector<JointBlock> blocks;
  JointCounter counter(small.setup.problem.mesh, nullptr, blocks, small.setup.plan.joint_times);
  BOOST_TEST(counter.take().empty());
}

BOOST_AUTO_TEST_SUITE_END()
