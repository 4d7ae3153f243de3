// How many particles walls touch. Near a wall a step takes the drift as frozen (sde/walls.hpp),
// which leaves a layer about g√Δτ wide where a second-order stepper is of first order: where that
// layer holds particles, the twin's difference must not be divided as if the full order held.
#pragma once

#include "app/roads/ensemble_stage.hpp"

namespace loschmidt::judgement {

/// The order at which the road's stepper error may be taken to shrink: that of the scheme, but at
/// most 1 when more than a hundred particles are expected within 2 g√Δτ of walls at some stop, and
/// ½ when Euler–Maruyama meets noise that depends on x there, or so many are near two walls at once
/// with a tensor that is not diagonal.
/// Collective. Errors: Interrupted.
double effective_weak_order(const setup::Setup& setup, job::Job& job,
                            const roads::EnsembleRoad& road);

}  // namespace loschmidt::judgement
