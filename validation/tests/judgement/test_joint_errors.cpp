// What noise of another size and the mesh do to the joint law. In the stationary Ornstein–Uhlenbeck
// process the family of docs/theory.md (9) is the same process run λ² times as fast: the
// correlation of two times τ apart is exp(−λ²τ).
#include "app/judgement/joint_errors.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "app/roads/ensemble_stage.hpp"
#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

// A joint law at the times 0.1 and 0.4.
class AtRest {
 public:
  explicit AtRest(int cells, const std::string& reversal = "anderson")
      : small_(test::ornstein_uhlenbeck, {"mesh.cells=[" + std::to_string(cells) + "]",
                                          "initial.mixture=[{ weight = 1, mean = [0], std = [1] }]",
                                          "validation.joint_times=[0.1, 0.4]", "reverse.steps=32",
                                          "reverse.reversal=" + reversal}),
        evolved(small_.evolved()) {}

  std::vector<JointBlock> blocks() const { return joint_blocks(*evolved.joint, 10000000); }
  JointError error(const JointBlock& block) {
    return joint_errors(small_.setup, small_.job, evolved, {block}).at(0);
  }
  const std::vector<double>& edges() const { return evolved.joint->slabs.edges[0]; }

 private:
  test::SmallJob small_;

 public:
  Evolved evolved;
};

// The probabilities of pairs of slabs under two Gaussians of variance 1, by the rule of midpoints.
std::vector<double> gaussian_pairs(const std::vector<double>& edges, double correlation) {
  const std::size_t slabs = edges.size() - 1;
  const double rest = 1 - correlation * correlation;
  constexpr int points = 200;
  std::vector<double> pairs(slabs * slabs, 0.0);
  for (std::size_t j = 0; j < slabs; ++j)
    for (int n = 0; n < points; ++n) {
      const double width = (edges[j + 1] - edges[j]) / points;
      const double x = edges[j] + width * (n + 0.5);
      const double p = width * std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
      for (std::size_t i = 0; i < slabs; ++i)
        pairs[i * slabs + j] += p * (test::gaussian_below(edges[i + 1], correlation * x, rest) -
                                     test::gaussian_below(edges[i], correlation * x, rest));
    }
  return pairs;
}

// The block with bins between those edges of its slabs that others have too.
JointBlock merged(const AtRest& of, const std::vector<double>& others) {
  JointBlock block = of.blocks().at(0);
  const std::size_t slabs = of.edges().size() - 1;
  std::vector<std::uint32_t> group{0};
  for (std::size_t i = 1; i < slabs; ++i) {
    const bool common = std::ranges::any_of(
        others, [&](double edge) { return std::abs(edge - of.edges()[i]) < 1e-9; });
    group.push_back(group.back() + (common ? 1 : 0));
  }
  const std::uint32_t groups = group.back() + 1;
  block.bins.probability.assign(groups * groups, 0.0);
  for (std::size_t i = 0; i < slabs * slabs; ++i) {
    block.bins.of_cell[i] = group[i / slabs] * groups + group[i % slabs];
    block.bins.probability[block.bins.of_cell[i]] += block.expected[i];
  }
  return block;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(joint_errors_of_a_road)

// On half of the cells the equation is of second order in their width.
BOOST_AUTO_TEST_CASE(another_noise_changes_the_correlation) {
  AtRest run(128);
  const JointBlock block = run.blocks().at(0);
  const auto length = [&](double factor) {
    return test::length(block.bins, gaussian_pairs(run.edges(), std::exp(-0.3)),
                        gaussian_pairs(run.edges(), std::exp(-factor * factor * 0.3)));
  };
  BOOST_TEST(run.error(block).noise == std::min(length(0.9), length(1.1)),
             tolerance(std::pow(14.0 / 64, 2)));
}

BOOST_AUTO_TEST_CASE(the_noise_of_the_reversal_under_test_is_no_matter) {
  AtRest right(64);
  AtRest other(64, "{ noise = 0.5 }");
  BOOST_TEST(right.error(right.blocks()[0]).noise == other.error(other.blocks()[0]).noise);
}

// At rest the score's part is small, and what is left is the error of the joint law itself. The
// next term is smaller by the square of the widest cells.
BOOST_AUTO_TEST_CASE(the_estimate_is_the_error_of_the_joint_law) {
  AtRest run(256);
  const JointBlock block = run.blocks().at(0);
  BOOST_TEST(
      run.error(block).mesh.estimate ==
          test::length(block.bins, gaussian_pairs(run.edges(), std::exp(-0.3)), block.expected),
      tolerance(std::pow(14.0 / 128, 2)));
}

BOOST_AUTO_TEST_CASE(what_the_mesh_does_is_of_second_order) {
  AtRest coarse(64);
  AtRest fine(128);
  const double more = coarse.error(merged(coarse, fine.edges())).mesh.size;
  const double less = fine.error(merged(fine, coarse.edges())).mesh.size;
  BOOST_TEST(more / less == 4, tolerance(std::pow(14.0 / 32, 2)));
}

// (20) is the length of a difference: what is moved in either mesh's table changes it by as much,
// but for what it was before.
BOOST_AUTO_TEST_CASE(what_either_table_is_off_by_is_seen) {
  AtRest run(64);
  const JointBlock block = run.blocks().at(0);
  const auto before = run.error(block);
  const double moved = 1;
  for (auto* table : {&run.evolved.joint->expected, &run.evolved.joint->half}) {
    const validation::JointTable kept = *table;
    table->at(5, 5) += moved;
    table->at(7, 5) -= moved;
    auto difference = table->block(run.evolved.joint->slabs, 0, 0);
    const double length =
        test::length(block.bins, kept.block(run.evolved.joint->slabs, 0, 0), std::move(difference));
    const auto after = run.error(block);
    *table = kept;
    BOOST_TEST(length > 10 * before.mesh.before_richardson);
    BOOST_TEST(std::abs(after.mesh.before_richardson - length) <= before.mesh.before_richardson);
    BOOST_TEST(after.noise == before.noise);
  }
}

BOOST_AUTO_TEST_SUITE_END()
