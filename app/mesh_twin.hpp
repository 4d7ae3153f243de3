// The density once more on the mesh of half the cells per axis, extrapolated as the run's own is:
// the difference of the two shows what the mesh does, app/mesh_error.hpp.
#pragma once

#include "app/density_solver.hpp"
#include "solver/density_history.hpp"

namespace loschmidt {

class MeshTwin {
 public:
  /// Collective, as is every call. `run` must outlive this, and its problem the history.
  explicit MeshTwin(const Run& run);

  void advance(double from, double to) { solver_.advance(from, to); }
  /// Keeps the density at a time of the run, given the run's own meshes and masses there.
  void keep(double t, const std::vector<const Mesh*>& meshes, const OnMeshes& masses);

  DensityHistory take() { return std::move(history_); }

 private:
  const Run& run_;
  DensitySolver solver_;
  DensityHistory history_;
};

}  // namespace loschmidt
