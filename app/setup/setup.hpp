// All that follows from a case before anything is computed or written: its problem, its plan, and
// whatever input is found wrong.
#pragma once

#include <mpi.h>

#include <optional>

#include "app/setup/given_score.hpp"
#include "app/setup/method.hpp"
#include "app/setup/plan.hpp"
#include "app/setup/stencils.hpp"

namespace loschmidt::setup {

struct Setup {
  /// Can be stopped in between where there are `pauses`. Collective. Errors: InputError and Failure
  /// (exit code 2) for what the user can mend; those of the pauses.
  Setup(MPI_Comm comm, input::Case c, parallel::Pauses* pauses = nullptr);
  Setup(const Setup&) = delete;
  Setup& operator=(const Setup&) = delete;

  input::Case settings;  // time.stop filled in with what was found, where the case left it open
  const Problem problem;
  const Plan plan;
  const Stencils stencils;
  const std::optional<GivenScore> given_score;  // none: the solver's
  const solver::MethodChoice method;
};

}  // namespace loschmidt::setup
