// What the time steps of the density solver do to the density: the change of it, on the mesh of the
// reference errors, between the case's steps and others (16 times the tolerance, or twice as many),
// both taken from snapshot to snapshot only, which is more than the error of the run, whose steps
// end at every time of the ensembles too. Coefficients that separate go without time steps
// (docs/theory.md (14)) and have none.
#pragma once

#include <span>
#include <vector>

#include "app/roads/ensemble_stage.hpp"

namespace loschmidt::judgement {

/// Steps from the first to the last of these times, where the whole run takes steps_of_run > 0.
double steps_between(const input::Case& c, int steps_of_run, std::span<const double> times);

struct TimeError {
  double size;
  double uncertainty;
};

/// The largest of all stops of the road, in the norm of validation/allowance.hpp on its bins.
/// Collective.
TimeError time_error(const setup::Setup& setup, job::Job& job, const roads::EnsembleRoad& road);

}  // namespace loschmidt::judgement
