// The allowance for the error of an ensemble's time steps: measured by its twin or given.
#pragma once

#include "app/roads/ensemble_road.hpp"
#include "app/setup/setup.hpp"
#include "sde/ensemble.hpp"
#include "validation/allowance.hpp"

namespace loschmidt::judgement {

/// The pairs counted in `tally`, summed on `bins`.
validation::TwinCounts twin_counts(const validation::Bins& bins, const sde::Tally& tally);

/// The allowance on `bins` from the pairs counted in `tally`; that of validation.tolerance where
/// the road has no twin.
validation::Allowance twin_allowance(const setup::Setup& setup, const roads::EnsembleRoad& road,
                                     const validation::Bins& bins, const sde::Tally& tally,
                                     double weak_order);

}  // namespace loschmidt::judgement
