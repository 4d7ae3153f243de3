// The writers of the results of each road, as they are computed: /forward/counts, /reverse, and
// their fields for ParaView.
#pragma once

#include <vector>

#include "app/open_run.hpp"
#include "app/roads/ensemble_stage.hpp"
#include "app/roads/law_road.hpp"

namespace loschmidt::app {

/// An observer that writes the counts of the forward ensemble when they are complete. `output` must
/// outlive it.
roads::StopObserver forward_writer(const RunOutput& output);

/// An observer that writes the reverse ensemble: fields for ParaView from the first batch at once,
/// so that a user can watch, and counts when they are complete. All arguments must outlive it.
roads::StopObserver reverse_writer(const setup::Setup& setup, const RunOutput& output,
                                   const roads::EnsembleRoad& road);

/// Writes the densities of a road without particles. Collective.
void write_law(const setup::Setup& setup, const RunOutput& output, const roads::LawRoad& road);

/// Writes counts and expected values of the joint law; `tallies` has one entry per block of the
/// road. Collective.
void write_joint(const setup::Setup& setup, const RunOutput& output,
                 const roads::EnsembleRoad& road, const std::vector<sde::Tally>& tallies);

}  // namespace loschmidt::app
