#include "app/setup/setup.hpp"

#include <utility>

#include "app/case/with_key_in_errors.hpp"
#include "app/setup/formula_check.hpp"
#include "app/setup/memory_check.hpp"

namespace loschmidt::setup {

namespace {

// The stencils, whose search evaluates the formulas, after these were checked to be finite.
Stencils checked_stencils(MPI_Comm comm, const input::Case& c, const Problem& problem,
                          const Plan& plan, parallel::Pauses* pauses) {
  check_formulas(comm, c, problem, plan, pauses);
  return find_stencils(comm, c, problem, plan, pauses);
}

std::optional<GivenScore> score_of(MPI_Comm comm, const input::Case& c, const Problem& problem,
                                   const Plan& plan, parallel::Pauses* pauses) {
  if (std::holds_alternative<input::SolverScore>(c.reverse.score)) return std::nullopt;
  return std::optional<GivenScore>(std::in_place, comm, c, problem, plan, pauses);
}

}  // namespace

Setup::Setup(MPI_Comm comm, input::Case c, parallel::Pauses* pauses)
    : settings(check_memory(comm, std::move(c))),
      problem(settings),
      plan(
          input::with_key_in_errors(settings, "sde", [&] { return make_plan(settings, problem); })),
      stencils(checked_stencils(comm, settings, problem, plan, pauses)),
      given_score(score_of(comm, settings, problem, plan, pauses)),
      method(method_of(comm, settings, problem, plan, stencils, pauses)) {
  settings.time.stop = plan.reverse_stops.back();
}

}  // namespace loschmidt::setup
