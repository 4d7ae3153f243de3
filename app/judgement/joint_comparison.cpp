#include "app/judgement/joint_comparison.hpp"

#include "app/judgement/twin_allowance.hpp"
#include "app/judgement/wall_layer.hpp"

namespace loschmidt {

std::vector<JointComparison> compare_joint(const Setup& setup, Job& job, const Evolved& evolved,
                                           const EnsembleRoad& road,
                                           const std::vector<Tally>& tallies) {
  std::vector<JointComparison> result;
  if (!evolved.joint) return result;
  const auto errors = joint_errors(setup, job, evolved, road.blocks);
  const double order = effective_weak_order(setup, job, road);
  const std::uint64_t particles = road.particles;
  for (std::size_t k = 0; k < road.blocks.size(); ++k) {
    const JointBlock& block = road.blocks[k];
    const MeshError& mesh = errors[k].mesh;
    const Allowance allowance =
        with_mesh_error(twin_allowance(setup, road, block.bins, tallies[k], order), mesh.size,
                        mesh.undivided, particles);
    // On the way back nothing is absorbed; what a step throws out of an open end is missing.
    const auto counts = compare_counts(block.expected, 0, tallies[k].fine, block.bins,
                                       allowance.noncentrality, setup.problem.mesh.absorbing());
    result.push_back({block.earlier_axis, block.later_axis, counts, allowance, errors[k].noise});
  }
  return result;
}

std::vector<MarginalTest> joint_tests(const Setup& setup,
                                      const std::vector<JointComparison>& comparisons) {
  std::vector<MarginalTest> tests;
  for (const JointComparison& c : comparisons) {
    MarginalTest test;
    test.road = Road::joint;
    test.time = setup.plan.joint_times[0];
    test.chi2 = c.counts.chi2;
    test.dof = c.counts.dof;
    test.p_value = c.counts.p_value;
    test.allowance = c.allowance;
    test.reference = c.noise_reference;
    tests.push_back(test);
  }
  return tests;
}

}  // namespace loschmidt
