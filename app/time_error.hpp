// What the time steps of the density solver do to the density: the change of it, on the mesh of the
// reference errors, between the case's steps and coarser ones, both taken from snapshot to snapshot
// only, which is more than the error of the run, whose steps end at every time of the ensembles
// too. Coefficients that separate go without time steps (docs/theory.md (14)) and have none.
#pragma once

#include <vector>

#include "app/ensemble_stage.hpp"

namespace loschmidt {

/// Does the density carry an error of time steps at all?
bool has_time_error(Method method, const TimeFactor& factor);

/// The largest of all stops of the road, in the norm of validation/allowance.hpp on its bins, with
/// steps that take a tolerance of 16 times solver.tolerance or half of solver.steps, divided by
/// what the order says. Collective.
double time_error(const Run& run, const EnsembleRoad& road);

}  // namespace loschmidt
