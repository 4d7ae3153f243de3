#include "app/joint_comparison.hpp"

#include "app/twin_allowance.hpp"
#include "app/wall_layer.hpp"

namespace loschmidt {

namespace {

void write(const Run& run, const JointLaw& law, const EnsembleRoad& road,
           const std::vector<Tally>& tallies) {
  const Slabs& slabs = law.slabs;
  const int count = slabs.count();
  std::vector<std::uint64_t> counts(law.expected.values.size(), 0);
  for (std::size_t k = 0; k < tallies.size(); ++k) {
    const auto& [earlier, later, expected, bins] = road.blocks[k];
    std::size_t place = 0;
    for (int i = slabs.first(earlier); i < slabs.first(earlier + 1); ++i)
      for (int j = slabs.first(later); j < slabs.first(later + 1); ++j)
        counts[static_cast<std::size_t>(i) * count + j] = tallies[k].fine.counts[place++];
  }
  run.file.write_joint({run.plan.joint_times, slabs.edges, counts, law.expected.values});
}

}  // namespace

std::vector<JointComparison> compare_joint(const Run& run, const Evolved& evolved,
                                           const EnsembleRoad& road,
                                           const std::vector<Tally>& tallies) {
  std::vector<JointComparison> result;
  if (!evolved.joint) return result;
  write(run, *evolved.joint, road, tallies);
  const auto errors = joint_errors(run, evolved, road.blocks);
  const double order = effective_weak_order(run, road);
  const std::uint64_t particles = run.settings.reverse.particles;
  for (std::size_t k = 0; k < road.blocks.size(); ++k) {
    const JointBlock& block = road.blocks[k];
    const MeshError& mesh = errors[k].mesh;
    const Allowance allowance = with_mesh_error(twin_allowance(run, block.bins, tallies[k], order),
                                                mesh.size, mesh.undivided, particles);
    // On the way back nothing is absorbed; what a step throws out of an open end is missing.
    const auto counts = compare_counts(block.expected, 0, tallies[k].fine, block.bins,
                                       allowance.noncentrality, run.problem.mesh.absorbing());
    result.push_back({block.earlier_axis, block.later_axis, counts, allowance, errors[k].noise});
  }
  return result;
}

std::vector<MarginalTest> joint_tests(const Run& run,
                                      const std::vector<JointComparison>& comparisons) {
  std::vector<MarginalTest> tests;
  for (const JointComparison& c : comparisons) {
    MarginalTest test;
    test.road = Road::joint;
    test.time = run.plan.joint_times[0];
    test.chi2 = c.counts.chi2;
    test.dof = c.counts.dof;
    test.p_value = c.counts.p_value;
    test.allowance = c.allowance;
    test.reference = c.noise_reference;
    tests.push_back(test);
  }
  return tests;
}

RoadComparison record(const Run& run, const std::vector<JointComparison>& comparisons) {
  RoadComparison result{
      "joint", std::vector<double>(comparisons.size(), run.plan.joint_times[0]), {}};
  const auto column = [&](const char* name, auto&& value) {
    ComparisonColumn values{name, false, {}};
    for (const JointComparison& c : comparisons)
      values.values.push_back(static_cast<double>(value(c)));
    result.columns.push_back(std::move(values));
  };
  using J = JointComparison;
  column("earlier_axis", [](const J& j) { return j.earlier_axis; });
  column("later_axis", [](const J& j) { return j.later_axis; });
  column("chi2", [](const J& j) { return j.counts.chi2; });
  column("dof", [](const J& j) { return j.counts.dof; });
  column("noncentrality", [](const J& j) { return j.counts.noncentrality; });
  column("p_value", [](const J& j) { return j.counts.p_value; });
  column("total_variation", [](const J& j) { return j.counts.total_variation; });
  column("total_variation_floor", [](const J& j) { return j.counts.total_variation_floor; });
  column("total_variation_sd", [](const J& j) { return j.counts.total_variation_sd; });
  column("kullback_leibler", [](const J& j) { return j.counts.kullback_leibler; });
  return result;
}

}  // namespace loschmidt
