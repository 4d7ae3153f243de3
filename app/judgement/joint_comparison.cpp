#include "app/judgement/joint_comparison.hpp"

#include "app/judgement/twin_allowance.hpp"
#include "app/judgement/wall_layer.hpp"

namespace loschmidt::judgement {

std::vector<JointComparison> compare_joint(const setup::Setup& setup, job::Job& job,
                                           const roads::Evolved& evolved,
                                           const roads::EnsembleRoad& road,
                                           const std::vector<sde::Tally>& tallies) {
  std::vector<JointComparison> result;
  if (!evolved.joint) return result;
  const auto errors = joint_errors(setup, job, evolved, road.blocks);
  const double order = effective_weak_order(setup, job, road);
  const std::uint64_t particles = road.particles;
  for (std::size_t k = 0; k < road.blocks.size(); ++k) {
    const roads::JointBlock& block = road.blocks[k];
    const MeshError& mesh = errors[k].mesh;
    const validation::Allowance allowance =
        validation::with_mesh_error(twin_allowance(setup, road, block.bins, tallies[k], order),
                                    mesh.size, mesh.before_richardson, particles);
    // The reverse process is not absorbed: a particle that a step carries out of an absorbing end
    // is a numerical error and counts as missing.
    const auto counts =
        validation::compare_counts(block.expected, 0, tallies[k].fine, block.bins,
                                   allowance.noncentrality, setup.problem.mesh.absorbing());
    result.push_back({block.earlier_axis, block.later_axis, counts, allowance, errors[k].noise});
  }
  return result;
}

std::vector<validation::MarginalTest> joint_tests(const setup::Setup& setup,
                                                  const std::vector<JointComparison>& comparisons) {
  std::vector<validation::MarginalTest> tests;
  for (const JointComparison& c : comparisons) {
    validation::MarginalTest test;
    test.road = validation::Road::joint;
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

}  // namespace loschmidt::judgement
