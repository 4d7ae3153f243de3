// The density once more on the mesh of half the cells per axis, extrapolated as the run's own is:
// the difference of the two shows what the mesh does, app/judgement/mesh_error.hpp.
#pragma once

#include "app/roads/density_solver.hpp"
#include "solver/density_history.hpp"
#include "solver/extrapolation.hpp"

namespace loschmidt::roads {

class MeshTwin {
 public:
  /// Collective, as is every call. `setup` and `job` must outlive this, and its problem the
  /// history.
  explicit MeshTwin(const setup::Setup& setup, job::Job& job);

  void advance(double from, double to) { solver_.advance(from, to); }
  /// Keeps the density at a time of the run, given the run's own meshes and masses there.
  void keep(double t, const std::vector<const meshes::Mesh*>& meshes, const OnMeshes& masses);

  /// From values per cell at the later of the joint times, expectations at the earlier one times
  /// the mass there: extrapolated as the density is, with those of the run's own meshes.
  std::vector<double> joint_column(std::vector<double> later,
                                   const std::vector<const meshes::Mesh*>& meshes,
                                   const OnMeshes& of_the_run);

  solver::DensityHistory take() { return std::move(history_); }

 private:
  // With all of the run's meshes but the finest.
  std::vector<solver::MeshSolution> solutions(const std::vector<double>& own,
                                              const std::vector<const meshes::Mesh*>& meshes,
                                              const OnMeshes& masses) const;

  const setup::Setup& setup_;
  DensitySolver solver_;
  solver::DensityHistory history_;
  std::vector<double> mass_at_earlier_joint_time_;
};

}  // namespace loschmidt::roads
