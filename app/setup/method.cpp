#include "app/setup/method.hpp"

#include <fmt/format.h>

#include <utility>

#include "app/case/with_key_in_errors.hpp"
#include "app/job/stop_request.hpp"
#include "parallel/collective.hpp"
#include "parallel/failure.hpp"

namespace loschmidt::setup {

namespace {

// The choice of rank 0, on every rank: processors of different kinds may differ in a last bit, and
// so in their choice.
solver::MethodChoice of_root(MPI_Comm comm, solver::MethodChoice choice) {
  int method = static_cast<int>(choice.method);
  MPI_Bcast(&method, 1, MPI_INT, 0, comm);
  return {static_cast<solver::Method>(method), parallel::from_root(comm, std::move(choice.reason))};
}

}  // namespace

solver::MethodChoice method_of(MPI_Comm comm, const input::Case& c, const Problem& problem,
                               const Plan& plan, const Stencils& stencils,
                               parallel::Pauses* pauses) {
  if (const auto given = solver::method_named(c.solver.method)) return {*given, "as the case says"};
  std::vector<solver::SolverMesh> meshes{{&problem.mesh, stencils.mesh}};
  for (std::size_t k = 0; k < problem.refinements.size(); ++k)
    meshes.push_back({&problem.refinements[k], stencils.refinements[k]});
  const solver::EvolutionTask task{problem.sde,       problem.factor,       meshes,
                                   plan.solver_times, problem.initial.mass, c.solver.tolerance};
  // The rates and the pilot may evaluate formulas at times that check_formulas did not check.
  const auto rates = input::with_key_in_errors(
      c, "sde", [&] { return solver::fastest_rates(comm, task, pauses); });
  parallel::Pauses alone(MPI_COMM_SELF, [] { job::stop_if_asked(MPI_COMM_SELF); });
  const solver::Pilot pilot{plan.coarsening.pilot, stencils.pilot};
  solver::MethodChoice choice{solver::Method::uniformization, {}};
  parallel::agree(comm, [&] {
    choice = input::with_key_in_errors(c, "sde", [&] {
      return solver::choose_method(task, rates, pilot, pauses == nullptr ? nullptr : &alone);
    });
  });
  return of_root(comm, std::move(choice));
}

std::string describe(const solver::MethodChoice& choice) {
  return fmt::format("{}, {}", traits_of(choice.method).name, choice.reason);
}

}  // namespace loschmidt::setup
