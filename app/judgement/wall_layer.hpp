// The weak order that a road's stepper has, given the particles near walls. Near a wall a step
// freezes the drift (sde/walls.hpp), so in a layer about g√Δτ wide a second-order stepper is of
// first order. Where that layer holds particles, the twin's difference must not be divided as if
// the full order held.
#pragma once

#include "app/roads/ensemble_stage.hpp"

namespace loschmidt::judgement {

/// The weak order that the road's stepper may be assumed to have: that of the scheme, but at most 1
/// when more than a hundred particles are expected within 2 g√Δτ of walls at some stop. It is ½
/// when, in addition, Euler–Maruyama steps with noise that depends on x, or more than a hundred
/// particles are near two walls at once and the tensor is not diagonal.
/// Collective. Errors: Interrupted.
double effective_weak_order(const setup::Setup& setup, job::Job& job,
                            const roads::EnsembleRoad& road);

}  // namespace loschmidt::judgement
