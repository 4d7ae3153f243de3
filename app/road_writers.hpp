// Writes what comes back along each road, as it arrives: /forward/counts, /reverse and the pictures
// of them.
#pragma once

#include <vector>

#include "app/open_run.hpp"
#include "app/roads/ensemble_stage.hpp"
#include "app/roads/fokker_planck_road.hpp"

namespace loschmidt {

/// Counts of the forward ensemble when they are complete. `output` must outlive it.
Watch forward_writer(const RunOutput& output);

/// Pictures of the first particles at once, for those who watch; counts when they are complete. All
/// must outlive it.
Watch reverse_writer(const Setup& setup, const RunOutput& output, const EnsembleRoad& road);

/// The densities that roads without particles bring back. Collective.
void write_chain(const Setup& setup, const RunOutput& output, const ReversedChain& chain);
void write_fokker_planck(const Setup& setup, const RunOutput& output, const FokkerPlanckRoad& road);

/// Counts and expectations of the joint law; tallies: one per block of the road. Collective.
void write_joint(const Setup& setup, const RunOutput& output, const EnsembleRoad& road,
                 const std::vector<Tally>& tallies);

}  // namespace loschmidt
