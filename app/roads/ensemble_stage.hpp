// The Monte Carlo roads: an ensemble moves along a list of times, forward or backward, and its
// particles are counted at every stop.
#pragma once

#include <functional>
#include <vector>

#include "app/roads/ensemble_road.hpp"
#include "sde/ensemble.hpp"

namespace loschmidt::roads {

/// The roads of the control ensemble and of the reverse ensemble. `evolved` must outlive the road.
/// Collective.
EnsembleRoad forward_road(const setup::Setup& setup, const Evolved& evolved,
                          std::uint64_t particles);
EnsembleRoad reverse_road(const setup::Setup& setup, const Evolved& evolved,
                          std::uint64_t particles);

/// Counts of the particles of all ranks.
struct EnsembleCounts {
  std::vector<sde::Tally> stops;  // per stop of the road
  std::vector<sde::Tally> joint;  // per block of the road
};

/// A function that receives the counts of all ranks at a stop. It is called when the first batch of
/// this run has passed the stop, and when the last batch has; `all` is true once every particle is
/// counted. Where an earlier run has counted all, it is called at once.
using StopObserver = std::function<void(std::size_t stop, const sde::Tally& so_far, bool all)>;

/// Runs the ensemble, or continues it from the journal, and returns its counts. `density` gives the
/// score of a reversed road. Collective.
EnsembleCounts run_ensemble(const setup::Setup& setup, job::Job& job,
                            const solver::DensityHistory& density, const EnsembleRoad& road,
                            const StopObserver& observer = {});

/// The cells in which the particles of the road end, −1 outside, for this rank's part of them.
/// Which particles are this rank's does not depend on the tables. Collective.
std::vector<std::ptrdiff_t> last_cells(const setup::Setup& setup, job::Job& job,
                                       const solver::DensityHistory& density,
                                       const EnsembleRoad& road);

/// Replaces every count of the tally by its sum over all ranks. Collective.
void sum_over_ranks(MPI_Comm comm, sde::Tally& tally);

}  // namespace loschmidt::roads
