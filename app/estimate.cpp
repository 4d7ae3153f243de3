#include "app/estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/batches.hpp"
#include "app/history_storage.hpp"
#include "app/levels.hpp"
#include "meshes/points.hpp"
#include "solver/generator.hpp"
#include "solver/node.hpp"
#include "solver/parts.hpp"
#include "solver/uniformization.hpp"

namespace loschmidt {

namespace {

// How often expectations are carried back over the run on all meshes: survival, and from a start of
// its own.
int carried_back(const Problem& problem) {
  return (problem.mesh.absorbing() ? 1 : 0) + (problem.start.empty() ? 0 : 1);
}
constexpr int sweeps_of_the_chain = 2;  // on the case's own mesh
// The road fokker-planck solves with all steps and half of them; two levels at least.
constexpr double solutions_of_fokker_planck = 1.5;
constexpr double half_mesh = 0.25;

// A way back per slab on all meshes and on that of half the cells; there, the reverse process with
// either score, and with three noises.
double joint_sweeps(const Problem& problem, const Plan& plan, double levels) {
  constexpr double solutions_on_half = 1 + 5;
  const double slabs = most_slabs_per_axis * problem.dimension();
  const double share = problem.factor.integral(plan.joint_times[0], plan.joint_times[1]) /
                       problem.factor.integral(plan.solver_times.front(), plan.solver_times.back());
  return share * slabs * (levels + solutions_on_half * half_mesh);
}

struct SolverWork {
  double products;  // Λτ of the forward solve and the ways back
  double links;     // offsets to which cells jump, at most on any rank
};

// By the generator at the end; each refinement of an extrapolation has four times the rates.
SolverWork solver_work(MPI_Comm comm, const Case& c, const Problem& problem, const Plan& plan) {
  const Decomposition decomposition(comm, problem.mesh, plan.stencils.mesh);
  MeshTables tables(problem.sde, problem.factor, decomposition);
  const double end = plan.solver_times.back();
  const Generator generator(decomposition, tables.at(end));
  const double coarse = Uniformization(decomposition, generator).fastest_rate() *
                        problem.factor.integral(plan.solver_times.front(), end);
  double levels = 1;
  for (std::size_t k = 1; k <= problem.refinements.size(); ++k)
    levels += std::pow(4.0, static_cast<double>(k));
  double sweeps = levels * (1 + carried_back(problem));
  if (c.validation.forward || c.validation.ensemble) sweeps += half_mesh;  // the mesh's twin
  if (c.validation.chain) sweeps += sweeps_of_the_chain;
  if (c.validation.fokker_planck)
    sweeps += solutions_of_fokker_planck * (levels + (problem.refinements.empty() ? half_mesh : 0));
  if (!plan.joint_times.empty()) sweeps += joint_sweeps(problem, plan, levels);
  return {sweeps * coarse, decomposition.maximum(static_cast<double>(generator.links.size()))};
}

std::size_t refined_cells(const Problem& problem) {
  std::size_t cells = 0;
  for (const Mesh& mesh : problem.refinements) cells += mesh.cells();
  return cells;
}

// Values per vertex of a particle's table.
int table_components(NoiseLayout layout, int dimension, int noises) {
  if (layout == NoiseLayout::additive) return dimension;
  return layout == NoiseLayout::diagonal ? 2 * dimension : dimension * (1 + noises);
}

// Bytes of one rank's shares of the densities at all times, in the order in which they are made: of
// the twin on half the cells, the run itself, and each mesh on its own for the ways back.
std::vector<double> histories(int ranks, const Case& c, const Problem& problem, const Plan& plan) {
  const double word = sizeof(double);
  const auto cells = static_cast<double>(problem.mesh.cells());
  const auto slices = static_cast<double>(plan.solver_times.size());
  const int scores = problem.refinements.empty() ? 0 : problem.dimension();
  const bool every_step = levels_at_every_step(c, problem);
  const auto kept =
      static_cast<double>(every_step ? plan.reverse_steps.size() : plan.law_times.size());
  std::vector<double> bytes;
  const auto add = [&](double times, double values) {
    bytes.push_back(times * values * word / ranks);
  };
  for (const double values : {static_cast<double>(problem.half.cells()), cells})
    for (int k = 0; k <= scores; ++k) add(slices, values);
  add(kept, cells);
  for (const Mesh& mesh : problem.refinements) add(kept, static_cast<double>(mesh.cells()));
  return bytes;
}

struct Kept {
  double memory;
  double disk;
};

Kept kept_of(const std::vector<double>& histories, const Case& c) {
  const double memory = kept_in_memory(histories, c.output.history_memory * bytes_per_megabyte);
  return {memory, total(histories) - memory};
}

struct Ranks {
  int all;
  int here;  // on this node
};

// Bytes of one rank: what it keeps of the histories, what every rank holds whole, and its share of
// what there is once per node.
double memory_per_rank(const Ranks& ranks, double links, double history, const Case& c,
                       const Problem& problem, const Plan& plan) {
  const int d = problem.dimension();
  const double word = sizeof(double);
  const auto cells = static_cast<double>(problem.mesh.cells());
  const auto fine = static_cast<double>(refined_cells(problem));
  const double twin = static_cast<double>(problem.half.cells());
  const double given =
      std::holds_alternative<SolverScore>(c.reverse.score)
          ? 0
          : static_cast<double>(plan.reverse_steps.size()) * cells * d * word / ranks.all;
  const double rates = problem.sde.diagonal() ? 2 * d : 7 * links;
  const double solver = (cells + fine) * (rates + 4 + 3 * d) * word / ranks.all;
  const double whole = (cells + fine) * (6 + 4 * d) * word;
  const auto nodes = static_cast<double>(vertices(problem.mesh, plan.subdivision).size());
  const double tables =
      nodes * word *
      (5 * d + 3 * table_components(plan.reverse.layout(), d, problem.sde.noises())) / ranks.here;
  const double stops =
      static_cast<double>(std::max(plan.snapshots.size(), plan.reverse_stops.size()));
  const double counts = stops * cells * (2 * sizeof(std::uint64_t) + sizeof(std::uint32_t));
  const auto batch =
      static_cast<double>(std::min(c.reverse.particles, particles_at_once * ranks.all));
  const double particles = batch * d * word * (plan.twin ? 2 : 1) / ranks.all;
  const double law = 3 * stops * cells * word / ranks.all;
  const double joint = plan.joint_times.empty()
                           ? 0
                           : most_slabs_per_axis * d * twin * word / ranks.all +
                                 batch * 2 * sizeof(Index) / ranks.all;
  return history + law + joint + given + solver + whole + tables + counts + particles;
}

double particle_steps(const Case& c, const Plan& plan) {
  double steps = 0;
  if (c.validation.forward) steps += static_cast<double>(plan.forward_steps.size() - 1);
  if (c.validation.ensemble) steps += static_cast<double>(plan.reverse_steps.size() - 1);
  return steps * static_cast<double>(c.reverse.particles) * (plan.twin ? 1.5 : 1);
}

}  // namespace

std::string estimate_text(MPI_Comm comm, const Case& c, const Problem& problem, const Plan& plan,
                          const MethodChoice& method) {
  const Ranks ranks{ranks_in(comm), ranks_in(Node(comm).here())};
  const SolverWork work = solver_work(comm, c, problem, plan);
  std::string text = "\n# estimates\n";
  const std::size_t refined = refined_cells(problem);
  text += fmt::format("# cells: {}{}\n", problem.mesh.cells(),
                      refined > 0 ? fmt::format(", and {} for the extrapolation", refined) : "");
  text += fmt::format("# snapshots: {}, of them {} on the way back\n", plan.snapshots.size(),
                      plan.reverse_stops.size());
  text += fmt::format("# reverse steps: {} ({}), from t = {} to {}\n",
                      plan.reverse_steps.size() - 1, scheme_text(c, plan.reverse),
                      plan.reverse_stops.front(), plan.reverse_stops.back());
  const Kept kept = kept_of(histories(ranks.all, c, problem, plan), c);
  text += fmt::format("# memory: about {:.0f} MB per rank besides libraries\n",
                      memory_per_rank(ranks, work.links, kept.memory, c, problem, plan) / 1e6);
  if (kept.disk > 0)
    text += fmt::format("# scratch on disk while it runs: about {:.0f} MB\n",
                        kept.disk * ranks.all / 1e6);
  text += fmt::format("# time integrator: {}\n", describe(method));
  if (method.method == Method::uniformization)
    text += fmt::format("# work: about {:.2g} products with the generator\n", work.products);
  text += fmt::format("# work: {:.2g} particle steps{}\n", particle_steps(c, plan),
                      c.validation.sensitivity > 0
                          ? " (validation.sensitivity chooses another number of particles)"
                          : "");
  return text;
}

}  // namespace loschmidt
