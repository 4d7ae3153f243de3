// How many particles walls touch. Mirroring at a reflecting wall leaves a layer about g√Δτ wide
// where the steppers lose their order: where that layer holds particles, the twin's difference must
// not be divided as if the full order held (docs/theory.md, "Walls").
#pragma once

#include "app/ensemble_stage.hpp"

namespace loschmidt {

/// The order at which the road's stepper error may be taken to shrink: that of the scheme, or ½
/// when more than a hundred particles are expected within 2 g√Δτ of reflecting walls at some stop.
/// Collective.
double effective_weak_order(const Run& run, const EnsembleRoad& road);

}  // namespace loschmidt
