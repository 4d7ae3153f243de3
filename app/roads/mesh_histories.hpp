// The masses on each mesh of a run, without extrapolation, at the times that the roads without
// particles need. (Densities::density in app/roads/density_stage.hpp holds the extrapolated ones.)
#pragma once

#include <vector>

#include "app/roads/density_solver.hpp"
#include "solver/density_history.hpp"

namespace loschmidt::roads {

/// One history per mesh, the case's own first.
using MeshHistories = std::vector<solver::DensityHistory>;

/// Histories without values yet, for the reverse stops and joint times or for all reverse steps;
/// none where no road needs them. The solver's meshes must outlive the histories.
MeshHistories make_mesh_histories(const setup::Setup& setup, job::Job& job,
                                  const DensitySolver& solver);

/// Stores the masses at time t if t is one of the histories' times.
void keep(MeshHistories& histories, double t, const OnMeshes& masses);

/// The masses of a history at time t, which must be one of its times.
inline std::vector<double> mass_at(const solver::DensityHistory& history, double t) {
  return history.mass(history.slice_at(t));
}

}  // namespace loschmidt::roads
