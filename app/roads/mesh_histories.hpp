// The masses on each mesh of a run, as that mesh has them, at the times the deterministic ways back
// ask for. (DensityHistory in app/roads/density_stage.hpp holds what they are extrapolated to.)
#pragma once

#include <vector>

#include "app/roads/density_solver.hpp"
#include "solver/density_history.hpp"

namespace loschmidt::roads {

/// One history per mesh, the case's own first.
using MeshHistories = std::vector<solver::DensityHistory>;

/// At the reverse stops and joint times, or at all reverse steps; empty where nothing asks for
/// them. The solver's meshes must outlive it.
MeshHistories make_mesh_histories(const setup::Setup& setup, job::Job& job,
                                  const DensitySolver& solver);

/// Keeps the masses at time t, if it is one of the times.
void keep(MeshHistories& histories, double t, const OnMeshes& masses);

inline std::vector<double> mass_at(const solver::DensityHistory& history, double t) {
  return history.mass(history.slice_at(t));
}

}  // namespace loschmidt::roads
