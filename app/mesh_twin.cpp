#include "app/mesh_twin.hpp"

#include "solver/extrapolation.hpp"

namespace loschmidt {

MeshTwin::MeshTwin(const Run& run)
    : run_(run),
      solver_(run, run.problem.half, run.plan.stencils.half,
              restrict_mass(run.problem.half, run.problem.mesh, halving, run.problem.initial.mass)),
      history_(run.comm, run.problem.half, run.plan.solver_times,
               !run.problem.refinements.empty()) {}

void MeshTwin::keep(double t, const std::vector<const Mesh*>& meshes, const OnMeshes& masses) {
  const int slice = history_.slice_at(t);
  const std::vector<double> mass = solver_.masses()[0];
  if (run_.problem.refinements.empty()) return history_.put(slice, mass);
  // All of the run's meshes but the finest.
  std::vector<MeshSolution> solutions{{&run_.problem.half, mass}};
  for (std::size_t k = 0; k + 1 < masses.size(); ++k) solutions.push_back({meshes[k], masses[k]});
  const auto result = extrapolate(solutions, run_.problem.scheme_order());
  history_.put(slice, result.mass, &result.regular_score);
}

}  // namespace loschmidt
