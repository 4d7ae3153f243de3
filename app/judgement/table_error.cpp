#include "app/judgement/table_error.hpp"

#include <algorithm>

namespace loschmidt::judgement {

namespace {

// An eighth of the particles, as long as that is not much work: their noise need not be small
// beside the error of the tables, but beside that of the ensemble.
std::uint64_t part_of(std::uint64_t particles) {
  constexpr std::uint64_t enough = std::uint64_t{1} << 17;
  constexpr std::uint64_t fewest = std::uint64_t{1} << 12;
  return std::min(particles, std::clamp(particles / 8, fewest, enough));
}

// Bins are not looked at, and as large as the mesh at every stop: they are left out.
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
  validation::TwinCounts twin{validation::sum_by_bin(bins, tally.fine),
                              validation::sum_by_bin(bins, tally.coarse), tally.exchanged};
  if (bins.outside) twin.exchanged.back() = tally.exchanged_outside;
  // The pair differs by 3 times the error of the finer tables.
  constexpr double order = 2;
  const validation::PairedSize of_finer = validation::paired_size(
      validation::stepper_allowance(bins, twin, particles, order), static_cast<double>(particles));
  const double factor = plan.subdivision.check < plan.subdivision.tables ? 1 : 4;
  return {factor * of_finer.size, factor * of_finer.chance};
}

}  // namespace loschmidt::judgement
