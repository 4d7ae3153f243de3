// The masses on each mesh of a run, as that mesh has them, at the times the deterministic ways back
// ask for. (DensityHistory in app/density_stage.hpp holds what they are extrapolated to.)
#pragma once

#include <vector>

#include "app/density_solver.hpp"
#include "solver/density_history.hpp"

namespace loschmidt {

/// One history per mesh, the case's own first.
using Levels = std::vector<DensityHistory>;

/// Will the road "fokker-planck" need more than one mesh at every step? It is walked where it is
/// asked for, and before an ensemble is falsified.
bool levels_at_every_step(const Case& c, const Problem& problem);

/// At the reverse stops and joint times, or at all reverse steps; empty where nothing asks for
/// them. The solver's meshes must outlive it.
Levels make_levels(const Setup& setup, Job& job, const DensitySolver& solver);

/// Keeps the masses at time t, if it is one of the times.
void keep(Levels& levels, double t, const OnMeshes& masses);

inline std::vector<double> mass_at(const DensityHistory& history, double t) {
  return history.mass(history.slice_at(t));
}

}  // namespace loschmidt
