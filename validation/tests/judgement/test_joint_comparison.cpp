// Counts at two times against the joint law.
#include "app/judgement/joint_comparison.hpp"

#include <boost/test/unit_test.hpp>

#include "app/roads/ensemble_stage.hpp"
#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

using test::particles;

// Of every place, what its transpose holds.
template <class Values>
Values transposed(const Values& values, std::size_t slabs) {
  Values result = values;
  for (std::size_t i = 0; i < slabs * slabs; ++i) result[i] = values[i % slabs * slabs + i / slabs];
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(joint_comparisons)

// The mean moves from 1 to e^(−1/2) on the way: earlier and later are not to be exchanged.
BOOST_AUTO_TEST_CASE(expected_counts_agree_and_transposed_ones_do_not) {
  test::SmallJob small(test::ornstein_uhlenbeck,
                       {"validation.joint_times=[0, 0.5]", "solver.extrapolation=true"});
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, particles);
  const JointBlock& block = road.blocks.at(0);
  const auto observed = [&](const sde::Tally& tally) {
    const auto c = compare_joint(small.setup, small.job, evolved, road, {tally}).at(0);
    return std::sqrt(c.counts.chi2 / static_cast<double>(particles));
  };
  sde::Tally tally = test::counts_of(block.expected, block.bins, particles);
  const double rounding = test::rounding(block.bins, particles);
  BOOST_TEST(observed(tally) <= rounding);
  const auto slabs = static_cast<std::size_t>(evolved.joint->slabs.count());
  tally.fine.counts = transposed(tally.fine.counts, slabs);
  const double size = test::length(block.bins, block.expected, transposed(block.expected, slabs));
  BOOST_TEST(size > 10 * rounding);
  BOOST_TEST(std::abs(observed(tally) - size) <= rounding);
}

BOOST_AUTO_TEST_CASE(a_given_tolerance_is_allowed_for_besides_the_mesh) {
  test::SmallJob small(test::ornstein_uhlenbeck,
                       {"validation.joint_times=[0.1, 0.4]", "validation.tolerance=0.01",
                        "solver.extrapolation=true"});
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, particles);
  const JointBlock& block = road.blocks.at(0);
  const sde::Tally tally = test::counts_of(block.expected, block.bins, particles);
  const auto c = compare_joint(small.setup, small.job, evolved, road, {tally}).at(0);
  const auto errors = joint_errors(small.setup, small.job, evolved, road.blocks);
  BOOST_TEST(c.noise_reference == errors[0].noise);
  BOOST_TEST(errors[0].mesh.size < errors[0].mesh.before_richardson);
  BOOST_TEST(c.allowance.mesh == errors[0].mesh.size);
  BOOST_TEST(std::sqrt(c.allowance.noncentrality / particles) == 0.02 + errors[0].mesh.size,
             tolerance(1e-12));
  BOOST_TEST(std::sqrt(c.allowance.before_richardson / particles) ==
                 0.02 + errors[0].mesh.before_richardson,
             tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(tests_are_at_the_earlier_time_and_hold_the_noise) {
  test::SmallJob small(test::ornstein_uhlenbeck, {"validation.joint_times=[0.1, 0.4]"});
  const JointComparison c{0, 0, {7, 5, 0, 0.25, 0, 0, 0, 0}, {1, 2, 0, 0}, 0.125};
  const auto tests = joint_tests(small.setup, {c});
  BOOST_TEST_REQUIRE(tests.size() == 1u);
  BOOST_TEST((tests[0].road == Road::joint));
  BOOST_TEST(tests[0].time == 0.1);
  BOOST_TEST(tests[0].p_value == 0.25);
  BOOST_TEST(tests[0].reference == 0.125);
}

BOOST_AUTO_TEST_CASE(without_joint_times_there_is_nothing_to_compare) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, particles);
  BOOST_TEST(compare_joint(small.setup, small.job, evolved, road, {}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
