#include "app/estimate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/ensemble_stage.hpp"
#include "meshes/points.hpp"
#include "solver/generator.hpp"
#include "solver/uniformization.hpp"

namespace loschmidt {

namespace {

struct SolverWork {
  double products;  // Λτ of the forward solve
  double links;     // offsets to which cells jump, at most on any rank
};

// By the generator at the end; the fine mesh of an extrapolation has four times the rates.
SolverWork solver_work(MPI_Comm comm, const Problem& problem, const Plan& plan) {
  const Decomposition decomposition(comm, problem.mesh, plan.stencils.mesh);
  MeshTables tables(problem.sde, problem.factor, decomposition);
  const double end = plan.solver_times.back();
  const Generator generator(decomposition, tables.at(end));
  const double coarse = Uniformization(decomposition, generator).fastest_rate() *
                        problem.factor.integral(plan.solver_times.front(), end);
  return {problem.fine ? 5 * coarse : coarse,
          decomposition.maximum(static_cast<double>(generator.links.size()))};
}

// Bytes of one rank: its share of the history, and what every rank holds whole.
double memory_per_rank(int ranks, double links, const Case& c, const Problem& problem,
                       const Plan& plan) {
  const int d = problem.dimension();
  const double word = sizeof(double);
  const auto cells = static_cast<double>(problem.mesh.cells());
  const double fine = problem.fine ? static_cast<double>(problem.fine->cells()) : 0;
  const auto slices = static_cast<double>(plan.solver_times.size());
  const double history = slices * cells * (problem.fine ? 1 + d : 1) * word / ranks;
  const double rates = problem.sde.diagonal() ? 2 * d : 7 * links;
  const double solver = (cells + fine) * (rates + 4 + 3 * d) * word / ranks;
  const double whole = (cells + fine) * (6 + 4 * d) * word;
  const auto nodes = static_cast<double>(vertices(problem.mesh, plan.subdivision).size());
  const double tables = nodes * word * d * (problem.sde.additive() ? 8 : 11);
  const double stops =
      static_cast<double>(std::max(plan.snapshots.size(), plan.reverse_stops.size()));
  const double counts = stops * cells * (2 * sizeof(std::uint64_t) + sizeof(std::uint32_t));
  const auto batch = static_cast<double>(std::min(c.reverse.particles, particles_per_batch));
  const double particles = batch * d * word * (plan.twin ? 2 : 1) / ranks;
  return history + solver + whole + tables + counts + particles;
}

double particle_steps(const Case& c, const Plan& plan) {
  double steps = 0;
  if (c.validation.forward) steps += static_cast<double>(plan.forward_steps.size() - 1);
  if (c.validation.ensemble) steps += static_cast<double>(plan.reverse_steps.size() - 1);
  return steps * static_cast<double>(c.reverse.particles) * (plan.twin ? 1.5 : 1);
}

}  // namespace

std::string estimate_text(MPI_Comm comm, const Case& c, const Problem& problem, const Plan& plan) {
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  const SolverWork work = solver_work(comm, problem, plan);
  std::string text = "\n# estimates\n";
  text += fmt::format(
      "# cells: {}{}\n", problem.mesh.cells(),
      problem.fine ? fmt::format(", and {} for the extrapolation", problem.fine->cells()) : "");
  text += fmt::format("# snapshots: {}, of them {} on the way back\n", plan.snapshots.size(),
                      plan.reverse_stops.size());
  text +=
      fmt::format("# reverse steps: {} ({}), from t = {} to {}\n", plan.reverse_steps.size() - 1,
                  plan.scheme == Scheme::heun ? "heun" : "euler-maruyama",
                  plan.reverse_stops.front(), plan.reverse_stops.back());
  text += fmt::format("# memory: about {:.0f} MB per rank besides libraries\n",
                      memory_per_rank(ranks, work.links, c, problem, plan) / 1e6);
  text += fmt::format("# work: about {:.2g} products with the generator, {:.2g} particle steps\n",
                      work.products, particle_steps(c, plan));
  return text;
}

}  // namespace loschmidt
