// Writes what comes back along each road, as it arrives: /forward/counts, /reverse and the pictures
// of them.
#pragma once

#include <vector>

#include "app/open_run.hpp"
#include "app/roads/ensemble_stage.hpp"
#include "app/roads/fokker_planck_road.hpp"

namespace loschmidt::app {

/// Counts of the forward ensemble when they are complete. `output` must outlive it.
roads::StopObserver forward_writer(const RunOutput& output);

/// Pictures of the first particles at once, for those who watch; counts when they are complete. All
/// must outlive it.
roads::StopObserver reverse_writer(const setup::Setup& setup, const RunOutput& output,
                                   const roads::EnsembleRoad& road);

/// The densities that roads without particles bring back. Collective.
void write_chain(const setup::Setup& setup, const RunOutput& output,
                 const roads::ReversedChain& chain);
void write_fokker_planck(const setup::Setup& setup, const RunOutput& output,
                         const roads::FokkerPlanckRoad& road);

/// Counts and expectations of the joint law; tallies: one per block of the road. Collective.
void write_joint(const setup::Setup& setup, const RunOutput& output,
                 const roads::EnsembleRoad& road, const std::vector<sde::Tally>& tallies);

}  // namespace loschmidt::app
