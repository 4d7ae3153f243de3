#include "app/setup/estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/setup/controls.hpp"
#include "app/setup/memory_need.hpp"
#include "app/setup/road_cost.hpp"
#include "parallel/node.hpp"
#include "parallel/shares.hpp"
#include "sde/line_nodes.hpp"
#include "solver/generator.hpp"
#include "solver/uniformization.hpp"
#include "validation/slabs.hpp"

namespace loschmidt::setup {

namespace {

// The number of backward solves over the whole run on all meshes: one for the survival, one for
// reverse.start.
int backward_solves(const Problem& problem) {
  return (problem.mesh.absorbing() ? 1 : 0) + (problem.start.empty() ? 0 : 1);
}
constexpr double half_mesh = 0.25;

// The backward solves of the joint law, in sweeps over the whole run: one per slab on all meshes
// and on the mesh of half the cells. On the latter the reverse process is solved per slab too, with
// the score of either mesh and with three noises.
double joint_sweeps(const Problem& problem, const Plan& plan, double levels) {
  constexpr double solutions_on_half = 1 + 5;
  const double slabs = validation::most_slabs_per_axis * problem.dimension();
  const double share = problem.factor.integral(plan.joint_times[0], plan.joint_times[1]) /
                       problem.factor.integral(plan.solver_times.front(), plan.solver_times.back());
  return share * slabs * (levels + solutions_on_half * half_mesh);
}

std::size_t refined_cells(const Problem& problem) {
  std::size_t cells = 0;
  for (const meshes::Mesh& mesh : problem.refinements) cells += mesh.cells();
  return cells;
}

struct SolverWork {
  double products;  // Λτ of the forward solve and of the backward solves
  double cells;     // products times cells_of_product of each mesh
  double links;     // offsets of jumps, the largest number of all ranks
};

double cells_of_product(const meshes::Mesh& mesh) {
  constexpr double overhead = 230;  // cost of a product that does not depend on the cells
  return static_cast<double>(mesh.cells()) + overhead;
}

// The work by the rates of the generator at the end; each refinement of an extrapolation has four
// times the rates.
SolverWork solver_work(MPI_Comm comm, const Setup& setup) {
  const input::Case& c = setup.settings;
  const Problem& problem = setup.problem;
  const Plan& plan = setup.plan;
  const solver::Decomposition decomposition(comm, problem.mesh, setup.stencils.mesh);
  solver::MeshTables tables(problem.sde, problem.factor, decomposition);
  const double end = plan.solver_times.back();
  const solver::Generator generator(decomposition, tables.at(end));
  const double coarse = solver::Uniformization(decomposition, generator).fastest_rate() *
                        problem.factor.integral(plan.solver_times.front(), end);
  double levels = 1;
  double cells = cells_of_product(problem.mesh);
  for (std::size_t k = 1; k <= problem.refinements.size(); ++k) {
    const double rates = std::pow(4.0, static_cast<double>(k));
    levels += rates;
    cells += rates * cells_of_product(problem.refinements[k - 1]);
  }
  double sweeps = levels * (1 + backward_solves(problem));
  if (c.validation.asks_for_ensembles()) sweeps += half_mesh;  // the mesh of half the cells
  // The road fokker-planck compares two meshes: without extrapolation half of the cells are added.
  const double all_levels = levels + (problem.refinements.empty() ? half_mesh : 0);
  for (const validation::Road road : c.validation.roads)
    sweeps += cost_of(road).own_sweeps + cost_of(road).sweeps * all_levels;
  if (!plan.joint_times.empty()) sweeps += joint_sweeps(problem, plan, levels);
  return {sweeps * coarse, sweeps * coarse * cells / levels,
          decomposition.maximum(static_cast<double>(generator.links.size()))};
}

double particle_steps(const input::Case& c, const Plan& plan) {
  double steps = 0;
  if (c.validation.asks(validation::Road::forward))
    steps += static_cast<double>(plan.forward_steps.size() - 1);
  if (c.validation.asks(validation::Road::ensemble))
    steps += static_cast<double>(plan.reverse_steps.size() - 1);
  return steps * static_cast<double>(c.reverse.particles) * (plan.twin ? 1.5 : 1);
}

// Steps of the particles with control variates.
double controlled_steps(const input::Case& c, const Problem& problem, const Plan& plan) {
  if (!c.validation.asks(validation::Road::ensemble) || !has_controls(problem, plan)) return 0;
  return static_cast<double>(std::min(c.reverse.particles, most_controlled_particles)) *
         static_cast<double>(plan.reverse_steps.size() - 1);
}

// Paths of a predicted law: from two nodes per interval with 25 points of the noise, and from half
// as many with 13; more at the stops. Every rank takes all of them.
double predicted_paths(const input::Case& c, const Problem& problem, const Plan& plan) {
  if (!c.validation.asks(validation::Road::ensemble) ||
      !has_predicted_law(problem.mesh, problem.sde, plan.reverse))
    return 0;
  const int cells = problem.mesh.axis(0).cells();
  const double nodes = sde::nodes_of(sde::fine_intervals(cells), cells);
  return nodes * static_cast<double>(plan.reverse_steps.size() - 1) * (25 + 0.5 * 13);
}

// Paths of the backward equation of the directed tests, which the ranks share.
double expected_paths(const input::Case& c, const Problem& problem, const Plan& plan) {
  if (!c.validation.asks(validation::Road::ensemble) || !has_controls(problem, plan)) return 0;
  return static_cast<double>(plan.reverse_steps.size() - 1) * backward_paths(problem, plan);
}

// Times measured on one core (docs/scaling.md).
constexpr double seconds_to_start = 0.3;
constexpr double seconds_per_cell = 2e-9;   // of a product
constexpr double seconds_per_path = 60e-9;  // of Heun's scheme, of a predicted law
// Of a path of the backward equation: the value at its end, and a step of Heun's scheme.
constexpr std::array<double, 3> seconds_per_interpolation{30e-9, 400e-9, 2e-6};
constexpr std::array<double, 3> seconds_of_step{30e-9, 30e-9, 60e-9};
constexpr double seconds_per_control = 60e-9;  // a step of a particle with a control variate
constexpr std::array<double, 3> seconds_per_particle_step{5.5e-9, 17e-9, 36e-9};  // Heun

// The work of implicit steps, in cells of products: the solutions of the reverse equation for the
// road fokker-planck, mesh errors and reference errors, and of the density if its steps are
// implicit.
double implicit_cells(const input::Case& c, const Problem& problem, const Plan& plan,
                      solver::Method method) {
  const double solve = problem.dimension() == 1 ? 24 : 100;
  const auto steps = static_cast<double>(plan.reverse_steps.size());
  int solutions = 0;
  for (const validation::Road road : c.validation.roads)
    solutions += cost_of(road).implicit_solutions;
  const auto cells = static_cast<double>(problem.mesh.cells() + refined_cells(problem));
  double density = 0;
  if (solver::traits_of(method).implicit)
    density = c.solver.steps > 0 ? c.solver.steps : 20 * static_cast<double>(plan.snapshots.size());
  return 2 * solve * cells * (solutions * steps + density);
}

double seconds(const input::Case& c, const Problem& problem, const Plan& plan,
               solver::Method method, double product_cells, int ranks) {
  const double cells = implicit_cells(c, problem, plan, method) +
                       (solver::traits_of(method).implicit ? 0 : product_cells);
  const double particles = particle_steps(c, plan) * sde::traits_of(plan.reverse.scheme).cost *
                           seconds_per_particle_step[problem.dimension() - 1];
  const double prediction = predicted_paths(c, problem, plan) *
                            sde::traits_of(plan.reverse.scheme).cost * seconds_per_path;
  const double backward =
      expected_paths(c, problem, plan) *
      (seconds_per_interpolation[problem.dimension() - 1] +
       sde::traits_of(plan.reverse.scheme).cost * seconds_of_step[problem.dimension() - 1]);
  const double controlled = controlled_steps(c, problem, plan) * seconds_per_control + backward;
  const double shared = cells * seconds_per_cell + particles + controlled;
  return seconds_to_start + shared / ranks + prediction;
}

}  // namespace

std::string estimate_text(MPI_Comm comm, const Setup& setup) {
  const input::Case& c = setup.settings;
  const Problem& problem = setup.problem;
  const Plan& plan = setup.plan;
  const solver::MethodChoice& method = setup.method;
  const RankCount ranks{parallel::ranks_in(comm),
                        parallel::ranks_in(parallel::SharedMemoryGroup(comm).here())};
  const SolverWork work = solver_work(comm, setup);
  const RunSizes sizes = sizes_of(c, problem, plan, work.links);
  std::string text = "\n# estimates\n";
  const std::size_t refined = refined_cells(problem);
  text += fmt::format("# cells: {}{}\n", problem.mesh.cells(),
                      refined > 0 ? fmt::format(", and {} for the extrapolation", refined) : "");
  text += describe(c, problem.sde, problem.ends);
  text += fmt::format("# snapshots: {}, of them {} on the way back\n", plan.snapshots.size(),
                      plan.reverse_stops.size());
  text += fmt::format("# reverse steps: {} ({}), from t = {} to {}\n",
                      plan.reverse_steps.size() - 1, scheme_text(c, plan.reverse),
                      plan.reverse_stops.front(), plan.reverse_stops.back());
  text += fmt::format(
      "# memory: about {:.0f} MB per rank, and {:.0f} MB on rank 0 for the next "
      "checkpoint, besides libraries\n",
      total(memory_need(ranks, c, sizes)) / 1e6, journal_need(c, sizes) / 1e6);
  if (const double scratch = scratch_need(ranks, c, sizes); scratch > 0)
    text += fmt::format("# scratch on disk while it runs: about {:.0f} MB\n",
                        scratch * ranks.all / 1e6);
  text += fmt::format("# time integrator: {}\n", describe(method));
  if (!solver::traits_of(method.method).implicit)
    text += fmt::format("# work: about {:.2g} products with the generator\n", work.products);
  text += fmt::format("# work: {:.2g} particle steps{}\n", particle_steps(c, plan),
                      c.validation.sensitivity > 0
                          ? " (validation.sensitivity chooses another number of particles)"
                          : "");
  text += fmt::format("# time: about {:.2g} s on {} free core(s), within a factor of three\n",
                      seconds(c, problem, plan, method.method, work.cells, ranks.all), ranks.all);
  return text;
}

}  // namespace loschmidt::setup
