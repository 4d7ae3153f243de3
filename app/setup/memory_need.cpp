#include "app/setup/memory_need.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

#include "app/job/history_storage.hpp"
#include "app/job/journal.hpp"
#include "app/setup/controls.hpp"
#include "app/setup/plan.hpp"
#include "app/setup/road_cost.hpp"
#include "meshes/points.hpp"
#include "validation/slabs.hpp"

namespace loschmidt::setup {

namespace {

constexpr double word = sizeof(double);

// Values per vertex of a particle's table.
int table_components(sde::NoiseLayout layout, int dimension, int noises) {
  if (layout == sde::NoiseLayout::additive) return dimension;
  return layout == sde::NoiseLayout::diagonal ? 2 * dimension : dimension * (1 + noises);
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double cells_of(const input::MeshSection& mesh, double factor) {
  double cells = 1;
  for (const int n : mesh.cells) cells *= std::ceil(n * factor);
  return cells;
}

void check_number_of_cells(const input::Case& c, double cells) {
  if (cells > std::numeric_limits<int>::max())
    throw input::case_error(
        c, "solver.extrapolation",
        fmt::format("makes a mesh of {:.3g} cells (they are numbered with 32 bits): "
                    "give fewer cells, or no extrapolation",
                    cells));
}

// Bytes of one rank's shares of each history of densities, in the order in which they are made:
// that on half the cells, the run's own, and that of each mesh for the roads without particles.
std::vector<double> histories(const RankCount& ranks, const RunSizes& s) {
  const int scores = s.cells.fine.empty() ? 0 : s.dimension;
  std::vector<double> bytes;
  const auto add = [&](double times, double cells) {
    bytes.push_back(times * cells * word / ranks.all);
  };
  for (const double cells : {s.cells.half, s.cells.own})
    for (int k = 0; k <= scores; ++k) add(s.slices, cells);
  add(s.levels, s.cells.own);
  for (const double cells : s.cells.fine) add(s.levels, cells);
  return bytes;
}

double kept_of(const std::vector<double>& histories, const input::Case& c) {
  return job::kept_in_memory(histories, c.output.history_memory * job::bytes_per_megabyte);
}

bool moves_particles(const input::Case& c) {
  return c.validation.asks_for_ensembles();
}

// Bytes that grow with the cells: the arrays that every rank holds whole, its share of the solver's
// arrays, and its share of the tables, which exist once per node.
double bytes_of_cells(const RankCount& ranks, const input::Case& c, const RunSizes& s) {
  const int d = s.dimension;
  const double all = s.cells.own + sum(s.cells.fine);
  const double solver = all * (s.rates + 4 + 3 * d) * word / ranks.all;
  const double whole = all * (6 + 4 * d) * word;
  const double table = moves_particles(c) ? 5 * d + 3 * s.components : 0;
  return solver + whole + s.vertices * word * table / ranks.here;
}

double bytes_of_stops(const RankCount& ranks, const input::Case& c, const RunSizes& s) {
  const double counts = moves_particles(c) ? 2 * sizeof(std::uint64_t) + sizeof(std::uint32_t) : 0;
  const double laws = c.validation.asks_for_laws() ? 3 * word / ranks.all : 0;
  return std::max(s.snapshots, s.stops) * s.cells.own * (counts + laws);
}

double bytes_of_steps(const RankCount& ranks, const input::Case& c, const RunSizes& s) {
  constexpr int lists = 5;  // times: forward and reverse steps, solver, two histories
  const bool given = !std::holds_alternative<input::SolverScore>(c.reverse.score);
  return s.controls +
         s.steps * word * (lists + (given ? s.cells.own * s.dimension / ranks.all : 0));
}

double particles_of_batch(const RankCount& ranks, const input::Case& c) {
  if (!moves_particles(c)) return 0;
  return static_cast<double>(std::min(c.reverse.particles, particles_at_once * ranks.all));
}

double bytes_of_joint_law(const RankCount& ranks, const input::Case& c, const RunSizes& s) {
  if (c.validation.joint_times.empty()) return 0;
  const double laws = validation::most_slabs_per_axis * s.dimension * s.cells.half * word;
  return (laws + particles_of_batch(ranks, c) * 2 * sizeof(meshes::Index)) / ranks.all;
}

}  // namespace

RunSizes least_sizes(const input::Case& c) {
  RunSizes s;
  s.dimension = c.dimension();
  s.cells.own = cells_of(c.mesh, 1);
  s.cells.half = cells_of(c.mesh, 0.5);
  for (int k = 1; c.solver.extrapolation && k < c.solver.extrapolation_meshes; ++k)
    s.cells.fine.push_back(cells_of(c.mesh, std::ldexp(1.0, k)));
  if (!s.cells.fine.empty()) check_number_of_cells(c, s.cells.fine.back());
  s.snapshots = static_cast<double>(c.time.snapshots.size());
  if (c.time.stop)
    s.stops = static_cast<double>(c.time.snapshots.end() -
                                  std::ranges::lower_bound(c.time.snapshots, *c.time.stop));
  s.steps = std::max<double>(c.reverse.steps, 2 * s.stops - 2);  // at least two between stops
  s.slices = at_every_step(c) ? std::max(s.steps, s.snapshots) : s.snapshots;
  s.vertices = s.cells.own;
  s.components = s.dimension;
  s.rates = 2 * s.dimension;
  s.twin = c.validation.tolerance == 0;
  return s;
}

RunSizes sizes_of(const input::Case& c, const Problem& problem, const Plan& plan, double links) {
  const int d = problem.dimension();
  RunSizes s = least_sizes(c);
  s.snapshots = static_cast<double>(plan.snapshots.size());
  s.stops = static_cast<double>(plan.reverse_stops.size());
  s.steps = static_cast<double>(plan.reverse_steps.size());
  s.slices = static_cast<double>(plan.solver_times.size());
  s.levels =
      meshes_at_every_step(c, problem) ? s.steps : static_cast<double>(plan.law_times.size());
  s.vertices = static_cast<double>(meshes::vertices(problem.mesh, plan.subdivision.tables).size());
  s.components = table_components(plan.reverse.layout(), d, problem.sde.noises());
  if (c.validation.asks(validation::Road::ensemble) && has_controls(problem, plan))
    s.controls = bytes_of_controls(problem, plan);
  if (!problem.sde.diagonal()) s.rates = std::max(s.rates, 7 * links);
  return s;
}

MemoryNeed memory_need(const RankCount& ranks, const input::Case& c, const RunSizes& sizes) {
  const double particles =
      particles_of_batch(ranks, c) * sizes.dimension * word * (sizes.twin ? 2 : 1) / ranks.all;
  return {{"mesh.cells", bytes_of_cells(ranks, c, sizes)},
          {"time.snapshots", bytes_of_stops(ranks, c, sizes)},
          {"reverse.steps", bytes_of_steps(ranks, c, sizes)},
          {"reverse.particles", particles},
          {"validation.joint_times", bytes_of_joint_law(ranks, c, sizes)},
          {"output.history_memory", kept_of(histories(ranks, sizes), c)}};
}

double total(const MemoryNeed& need) {
  double bytes = 0;
  for (const auto& [key, part] : need) bytes += part;
  return bytes;
}

double scratch_need(const RankCount& ranks, const input::Case& c, const RunSizes& sizes) {
  const auto all = histories(ranks, sizes);
  return sum(all) - kept_of(all, c);
}

double journal_need(const input::Case& c, const RunSizes& sizes) {
  const double density =
      sizes.slices * (sizes.cells.own + sum(sizes.cells.fine) + sizes.cells.half);
  int ways_back = 0;
  for (const validation::Road road : c.validation.roads) ways_back += cost_of(road).journal_arrays;
  const double bytes = (density + sizes.stops * sizes.cells.own * ways_back) * word;
  return std::min(bytes, static_cast<double>(job::Journal::Limits{}.memory));
}

}  // namespace loschmidt::setup
