#include "app/roads/half_mesh_density.hpp"

namespace loschmidt::roads {

HalfMeshDensity::HalfMeshDensity(const setup::Setup& setup, job::Job& job)
    : setup_(setup),
      solver_(setup, job, setup.settings.solver, setup.problem.half, setup.stencils.half,
              setup.problem.on_half_mesh(setup.problem.initial.mass)),
      history_(job.storage.history(setup.problem.half, setup.plan.solver_times,
                                   !setup.problem.refinements.empty())) {}

std::vector<solver::MeshSolution> HalfMeshDensity::solutions(
    const std::vector<double>& own, const std::vector<const meshes::Mesh*>& meshes,
    const OnMeshes& masses) const {
  std::vector<solver::MeshSolution> all{{&setup_.problem.half, own}};
  for (std::size_t k = 0; k + 1 < masses.size(); ++k) all.push_back({meshes[k], masses[k]});
  return all;
}

void HalfMeshDensity::keep(double t, const std::vector<const meshes::Mesh*>& meshes,
                           const OnMeshes& masses) {
  const int slice = history_.slice_at(t);
  const std::vector<double> mass = solver_.masses()[0];
  if (!setup_.plan.joint_times.empty() && t == setup_.plan.joint_times[0])
    mass_at_earlier_joint_time_ = mass;
  if (setup_.problem.refinements.empty()) return history_.put(slice, mass);
  const auto result =
      solver::extrapolate(solutions(mass, meshes, masses), setup_.problem.scheme_order());
  history_.put(slice, result.mass, &result.regular_score);
}

std::vector<double> HalfMeshDensity::joint_column(std::vector<double> later,
                                                  const std::vector<const meshes::Mesh*>& meshes,
                                                  const OnMeshes& of_the_run) {
  OnMeshes values{std::move(later)};
  solver_.solve_backward(values, setup_.plan.joint_times[0], setup_.plan.joint_times[1]);
  for (std::size_t n = 0; n < values[0].size(); ++n) values[0][n] *= mass_at_earlier_joint_time_[n];
  if (setup_.problem.refinements.empty()) return values[0];
  return solver::extrapolate_mass(solutions(values[0], meshes, of_the_run),
                                  setup_.problem.scheme_order());
}

}  // namespace loschmidt::roads
