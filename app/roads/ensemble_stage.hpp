// The Monte Carlo roads: an ensemble run along a list of times, forward or back, counted at every
// stop.
#pragma once

#include <functional>
#include <vector>

#include "app/roads/ensemble_road.hpp"
#include "sde/ensemble.hpp"

namespace loschmidt::roads {

/// `evolved` must outlive the road. Collective.
EnsembleRoad forward_road(const setup::Setup& setup, const Evolved& evolved,
                          std::uint64_t particles);
EnsembleRoad reverse_road(const setup::Setup& setup, const Evolved& evolved,
                          std::uint64_t particles);

/// Of all particles of all ranks.
struct EnsembleCounts {
  std::vector<sde::Tally> stops;
  std::vector<sde::Tally> joint;  // per block of the road
};

/// Is told of a stop, with what all ranks have counted there so far, when the first batch of
/// particles that this run follows passes it, and when the last one does, or at once where an
/// earlier run has counted them: then `all` are there.
using StopObserver = std::function<void(std::size_t stop, const sde::Tally& so_far, bool all)>;

/// density: gives the reversal its score.
/// Collective.
EnsembleCounts run_ensemble(const setup::Setup& setup, job::Job& job,
                            const solver::DensityHistory& density, const EnsembleRoad& road,
                            const StopObserver& observer = {});

/// Where the particles of the road end, −1 outside: this rank's part, which does not depend
/// on the tables. Collective.
std::vector<std::ptrdiff_t> last_cells(const setup::Setup& setup, job::Job& job,
                                       const solver::DensityHistory& density,
                                       const EnsembleRoad& road);

void sum_over_ranks(MPI_Comm comm, sde::Tally& tally);

}  // namespace loschmidt::roads
