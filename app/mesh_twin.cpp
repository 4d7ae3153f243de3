#include "app/mesh_twin.hpp"

namespace loschmidt {

MeshTwin::MeshTwin(const Run& run)
    : run_(run),
      solver_(run, run.problem.half, run.plan.stencils.half,
              restrict_mass(run.problem.half, run.problem.mesh, halving, run.problem.initial.mass)),
      history_(run.storage.history(run.problem.half, run.plan.solver_times,
                                   !run.problem.refinements.empty())) {}

std::vector<MeshSolution> MeshTwin::solutions(const std::vector<double>& own,
                                              const std::vector<const Mesh*>& meshes,
                                              const OnMeshes& masses) const {
  std::vector<MeshSolution> all{{&run_.problem.half, own}};
  for (std::size_t k = 0; k + 1 < masses.size(); ++k) all.push_back({meshes[k], masses[k]});
  return all;
}

void MeshTwin::keep(double t, const std::vector<const Mesh*>& meshes, const OnMeshes& masses) {
  const int slice = history_.slice_at(t);
  const std::vector<double> mass = solver_.masses()[0];
  if (!run_.plan.joint_times.empty() && t == run_.plan.joint_times[0])
    mass_at_earlier_joint_time_ = mass;
  if (run_.problem.refinements.empty()) return history_.put(slice, mass);
  const auto result = extrapolate(solutions(mass, meshes, masses), run_.problem.scheme_order());
  history_.put(slice, result.mass, &result.regular_score);
}

std::vector<double> MeshTwin::joint_column(std::vector<double> later,
                                           const std::vector<const Mesh*>& meshes,
                                           const OnMeshes& of_the_run) {
  OnMeshes values{std::move(later)};
  solver_.carry_back(values, run_.plan.joint_times[0], run_.plan.joint_times[1]);
  for (std::size_t n = 0; n < values[0].size(); ++n) values[0][n] *= mass_at_earlier_joint_time_[n];
  if (run_.problem.refinements.empty()) return values[0];
  return extrapolate_mass(solutions(values[0], meshes, of_the_run), run_.problem.scheme_order());
}

}  // namespace loschmidt
