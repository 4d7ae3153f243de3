#include "app/setup/plan.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "app/case/case_rules.hpp"
#include "app/setup/elapsed_variance.hpp"
#include "app/setup/road_cost.hpp"
#include "meshes/points.hpp"
#include "solver/method_choice.hpp"

namespace loschmidt::setup {

namespace {

// The largest number of values of a subdivided table; larger tables do not fit into the cores'
// caches. The error of interpolation falls with the subdivision.
constexpr std::size_t table_values = std::size_t{1} << 18;
constexpr int finest_subdivision = 4;
// The most cells per axis of the mesh of the reference errors, by dimension. It is cheap beside the
// forward solve, and gives the size of an error to 10 %.
constexpr std::array<int, 3> coarse_cells{512, 128, 40};

int choose_subdivision(const meshes::Mesh& mesh) {
  for (int s = finest_subdivision; s > 1; s /= 2)
    if (meshes::vertices(mesh, s).size() * mesh.dimension() <= table_values) return s;
  return 1;
}

// Half the subdivision where it is more than 1, else twice it; 0 where that takes too much memory.
int choose_other_subdivision(const meshes::Mesh& mesh, int subdivision) {
  constexpr std::size_t most_vertices = std::size_t{1} << 19;
  if (subdivision > 1) return subdivision / 2;
  return meshes::vertices(mesh, 2 * subdivision).size() <= most_vertices ? 2 * subdivision : 0;
}

bool divides(int factor, const meshes::Mesh& mesh) {
  for (int a = 0; a < mesh.dimension(); ++a)
    if (mesh.extent(a) % factor != 0) return false;
  return true;
}

// The coarsening with one factor for all axes where the tensor is full: in units of cells, the
// tensor stays the same only if cells keep their proportions. The factor divides all axes if one
// near does, and leaves every axis enough cells for wide jumps.
std::array<int, 3> in_proportion(const std::array<int, 3>& factor, const meshes::Mesh& mesh,
                                 const sde::Sde& sde) {
  if (sde.diagonal()) return factor;
  constexpr int fewest = 16;
  int least = *std::ranges::max_element(factor);
  for (int a = 0; a < mesh.dimension(); ++a)
    least = std::max(1, std::min(least, mesh.extent(a) / fewest));
  int common = least;
  while (common < 2 * least && !divides(common, mesh)) ++common;
  if (!divides(common, mesh)) common = least;
  std::array<int, 3> result{1, 1, 1};
  for (int a = 0; a < mesh.dimension(); ++a) result[a] = common;
  return result;
}

std::array<int, 3> choose_coarsening(const meshes::Mesh& mesh) {
  const int wanted = coarse_cells[mesh.dimension() - 1];
  std::array<int, 3> factor{1, 1, 1};
  for (int a = 0; a < mesh.dimension(); ++a)
    factor[a] = std::max(1, (mesh.extent(a) + wanted - 1) / wanted);
  return factor;
}

// The first time at which diffusion has crossed two cells on every noisy axis. Before it, the mesh
// does not resolve the score of data on the scale of single cells.
double time_of_two_cells(const input::Case& c, const Problem& problem) {
  const double stop = ElapsedVariance(c, problem).time_of(2);
  if (stop < c.time.end) return stop;
  throw input::case_error(
      c, "time.stop",
      "the noise does not cross two cells before time.end (the score of such data is "
      "not resolved): use more time, more noise or a finer mesh");
}

// The time itself, or the snapshot or joint time that is too near to it for steps between them.
double or_near_time(const input::Case& c, double time) {
  const double least = input::least_distance(c.time);
  for (const auto* times : {&c.time.snapshots, &c.validation.joint_times})
    for (const double t : *times)
      if (std::abs(t - time) < least) return t;
  return time;
}

double choose_stop(const input::Case& c, const Problem& problem) {
  if (c.time.stop) return *c.time.stop;
  const bool smooth = std::holds_alternative<std::vector<input::MixtureComponent>>(c.initial) ||
                      std::holds_alternative<input::DensityFormula>(c.initial);
  return smooth ? c.time.start : or_near_time(c, time_of_two_cells(c, problem));
}

void sort_unique(std::vector<double>& times) {
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
}

std::vector<double> joint_times(const input::Case& c, double stop) {
  const auto& times = c.validation.joint_times;
  if (!times.empty() && times[0] < stop)
    throw input::case_error(
        c, "validation.joint_times",
        fmt::format("{} lies before {}, where the reverse run ends (time.stop, found "
                    "by the run): give later times",
                    times[0], stop));
  return times;
}

}  // namespace

bool at_every_step(const input::Case& c) {
  return std::ranges::any_of(c.validation.roads,
                             [](validation::Road road) { return cost_of(road).every_step; });
}

bool meshes_at_every_step(const input::Case& c, const Problem& problem) {
  return at_every_step(c) && !problem.refinements.empty();
}

int index_of(const std::vector<double>& times, double t) {
  return static_cast<int>(std::ranges::lower_bound(times, t) - times.begin());
}

Plan make_plan(const input::Case& c, const Problem& problem) {
  Plan plan;
  const double stop = choose_stop(c, problem);
  plan.snapshots = c.time.snapshots;
  plan.snapshots.push_back(stop);
  sort_unique(plan.snapshots);
  const std::vector<double> stops(std::ranges::lower_bound(plan.snapshots, stop),
                                  plan.snapshots.end());
  plan.reverse_stops.assign(stops.rbegin(), stops.rend());
  const sde::TimeGrid grid = c.reverse.time_grid;
  std::function<double(double)> noise;
  if (grid == sde::TimeGrid::log_snr) noise = ElapsedVariance(c, problem);
  plan.joint_times = joint_times(c, stop);
  plan.law_times = stops;
  plan.law_times.insert(plan.law_times.end(), plan.joint_times.begin(), plan.joint_times.end());
  sort_unique(plan.law_times);
  plan.reverse_steps = sde::step_times(grid, plan.law_times, c.reverse.steps, noise);
  std::ranges::reverse(plan.law_times);
  plan.solver_times = plan.snapshots;
  if (at_every_step(c))
    plan.solver_times.insert(plan.solver_times.end(), plan.reverse_steps.begin(),
                             plan.reverse_steps.end());
  sort_unique(plan.solver_times);
  std::ranges::reverse(plan.reverse_steps);
  plan.forward_steps = sde::step_times(grid, plan.snapshots, c.reverse.steps, noise);
  plan.forward = forward_scheme(c, problem.sde);
  plan.reverse = reverse_scheme(c, problem.sde);
  plan.twin = c.validation.tolerance == 0;
  plan.subdivision.tables = choose_subdivision(problem.mesh);
  plan.subdivision.check = choose_other_subdivision(problem.mesh, plan.subdivision.tables);
  const meshes::Mesh& mesh = problem.mesh;
  plan.coarsening.references = in_proportion(choose_coarsening(mesh), mesh, problem.sde);
  plan.coarsening.pilot = in_proportion(solver::pilot_coarsening(mesh), mesh, problem.sde);
  return plan;
}

}  // namespace loschmidt::setup
