// The error of the density due to the time steps of the density solver. It is found from the change
// of the density, on the mesh of the reference errors, between the case's steps and others (16
// times the tolerance, or twice as many steps). Both step from snapshot to snapshot only. This
// overestimates the error of the run, whose steps also end at every time of the ensembles.
// Separable coefficients need no time steps and have no such error (docs/theory.md (14)).
#pragma once

#include <span>
#include <vector>

#include "app/roads/ensemble_stage.hpp"

namespace loschmidt::judgement {

/// The number of steps from the first to the last of `times` if the whole run takes
/// steps_of_run > 0.
double steps_between(const input::Case& c, int steps_of_run, std::span<const double> times);

struct TimeError {
  double size;
  double uncertainty;
};

/// The largest error of all stops of the road, in the norm of validation/allowance.hpp on the bins
/// of each. Collective.
TimeError time_error(const setup::Setup& setup, job::Job& job, const roads::EnsembleRoad& road);

}  // namespace loschmidt::judgement
