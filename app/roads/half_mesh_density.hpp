// The density on the mesh of half the cells per axis, extrapolated as the run's own density is. The
// difference of the two measures the error of the mesh, app/judgement/mesh_error.hpp.
#pragma once

#include "app/roads/density_solver.hpp"
#include "solver/density_history.hpp"
#include "solver/extrapolation.hpp"

namespace loschmidt::roads {

class HalfMeshDensity {
 public:
  /// Collective, as is every call. `setup` and `job` must outlive this; setup.problem must outlive
  /// the history that take() returns.
  explicit HalfMeshDensity(const setup::Setup& setup, job::Job& job);

  /// Advances the density from time `from` to time `to`.
  void advance(double from, double to) { solver_.advance(from, to); }
  /// Stores the density at the current time t, a time of the run. `meshes` and `masses` are the
  /// run's own at t, for the extrapolation.
  void keep(double t, const std::vector<const meshes::Mesh*>& meshes, const OnMeshes& masses);

  /// Carries values per cell at the later joint time back to expectations at the earlier one, and
  /// multiplies these by the mass there. The result is extrapolated as the density is, with
  /// `of_the_run`, the results of the run's own meshes.
  std::vector<double> joint_column(std::vector<double> later,
                                   const std::vector<const meshes::Mesh*>& meshes,
                                   const OnMeshes& of_the_run);

  /// The history of this density, which is moved out of this object.
  solver::DensityHistory take() { return std::move(history_); }

 private:
  // The solutions to extrapolate from: this density's own and those of the run's meshes but the
  // finest.
  std::vector<solver::MeshSolution> solutions(const std::vector<double>& own,
                                              const std::vector<const meshes::Mesh*>& meshes,
                                              const OnMeshes& masses) const;

  const setup::Setup& setup_;
  DensitySolver solver_;
  solver::DensityHistory history_;
  std::vector<double> mass_at_earlier_joint_time_;
};

}  // namespace loschmidt::roads
