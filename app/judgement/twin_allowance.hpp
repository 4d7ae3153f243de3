// What an ensemble's twin says of its time steps, or the user accepts: an allowance on some bins.
#pragma once

#include "app/roads/ensemble_road.hpp"
#include "app/setup/setup.hpp"
#include "sde/ensemble.hpp"
#include "validation/allowance.hpp"

namespace loschmidt::judgement {

validation::Allowance twin_allowance(const setup::Setup& setup, const roads::EnsembleRoad& road,
                                     const validation::Bins& bins, const sde::Tally& tally,
                                     double weak_order);

}  // namespace loschmidt::judgement
