#include "app/judgement/table_error.hpp"

#include <algorithm>

#include "app/judgement/twin_allowance.hpp"

namespace loschmidt::judgement {

namespace {

// The number of particles to run again: an eighth of all, within bounds. Their noise must be small
// beside the noise of the ensemble; it need not be small beside the error of the tables.
std::uint64_t part_of(std::uint64_t particles) {
  constexpr std::uint64_t enough = std::uint64_t{1} << 17;
  constexpr std::uint64_t fewest = std::uint64_t{1} << 12;
  return std::min(particles, std::clamp(particles / 8, fewest, enough));
}

// The last cell of each particle with tables of this subdivision. The road is copied without its
// bins, which are not needed here and take the memory of a mesh per stop.
std::vector<std::ptrdiff_t> cells_with(const setup::Setup& setup, job::Job& job,
                                       const solver::DensityHistory& density,
                                       const roads::EnsembleRoad& road, int subdivision) {
  const roads::EnsembleRoad few{road.steps,  road.stops, road.reversed, part_of(road.particles),
                                subdivision, false,      road.scheme,   road.law,
                                {}};
  return roads::last_cells(setup, job, density, few);
}

}  // namespace

validation::PairedSize table_error(const setup::Setup& setup, job::Job& job,
                                   const solver::DensityHistory& density,
                                   const roads::EnsembleRoad& road) {
  const std::uint64_t particles = part_of(road.particles);
  const setup::Plan& plan = setup.plan;
  const auto own = cells_with(setup, job, density, road, plan.subdivision.tables);
  const auto other = cells_with(setup, job, density, road, plan.subdivision.check);
  const validation::Bins& bins = road.bins.back();
  const std::size_t cells = setup.problem.mesh.cells();
  sde::Tally tally(cells, bins.size());
  for (std::size_t i = 0; i < own.size(); ++i) sde::add_pair(tally, bins.of_cell, own[i], other[i]);
  roads::sum_over_ranks(job.comm, tally);
  // With order 2, the pair differs by 2² − 1 = 3 times the error of the finer tables.
  constexpr double order = 2;
  const validation::PairedSize of_finer = validation::paired_size(
      validation::stepper_allowance(bins, twin_counts(bins, tally), particles, order),
      static_cast<double>(particles));
  const double factor = plan.subdivision.check < plan.subdivision.tables ? 1 : 4;
  return {factor * of_finer.size, factor * of_finer.chance};
}

}  // namespace loschmidt::judgement
