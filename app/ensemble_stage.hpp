// The Monte Carlo roads: an ensemble run along a list of times, forward or back, counted at every
// stop. Particles go in batches of fixed size by global number; ranks share each batch, and every
// batch streams the time slices, so memory is bounded and results do not depend on the ranks.
#pragma once

#include <vector>

#include "app/density_stage.hpp"
#include "app/joint_counter.hpp"
#include "sde/ensemble.hpp"
#include "validation/bins.hpp"

namespace loschmidt {

inline constexpr std::uint64_t particles_per_batch = std::uint64_t{1} << 21;

/// One ensemble in the order in which it travels.
struct EnsembleRoad {
  std::vector<double> steps;  // times of the steps, first to last
  std::vector<double> stops;  // of them, those at which particles are counted; first and last too
  bool reversed;              // against time, by the case's reversal; otherwise forward
  RoadScheme scheme;
  const DensityHistory& law;  // from which it starts and with which it is compared at the stops
  std::vector<Bins> bins;     // per stop, of that law
  const JointLaw* joint = nullptr;   // reversed, where asked for
  std::vector<JointBlock> blocks{};  // of it

  std::vector<double> mass(std::size_t stop) const { return law.mass(law.slice_at(stops[stop])); }
};

/// `evolved` must outlive the road. Collective.
EnsembleRoad forward_road(const Run& run, const Evolved& evolved);
EnsembleRoad reverse_road(const Run& run, const Evolved& evolved);

/// Of all particles of all ranks.
struct EnsembleCounts {
  std::vector<Tally> stops;
  std::vector<Tally> joint;  // per block of the road
};

/// density: gives the reversal its score.
/// Collective.
EnsembleCounts run_ensemble(const Run& run, const DensityHistory& density,
                            const EnsembleRoad& road);

/// Where the first `particles` of the road end, −1 outside: this rank's part, which does not depend
/// on the tables. Collective.
std::vector<std::ptrdiff_t> last_cells(const Run& run, const DensityHistory& density,
                                       const EnsembleRoad& road, std::uint64_t particles);

void sum_over_ranks(MPI_Comm comm, Tally& tally);

}  // namespace loschmidt
