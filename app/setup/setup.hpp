// All that follows from a case before anything is computed or written: its problem, its plan and
// the checks of its input.
#pragma once

#include <mpi.h>

#include <optional>

#include "app/setup/given_score.hpp"
#include "app/setup/method.hpp"
#include "app/setup/plan.hpp"
#include "app/setup/stencils.hpp"

namespace loschmidt::setup {

/// A checked case, ready to run.
struct Setup {
  /// Builds everything; `pauses`, if not null, can stop it. Collective. Errors: InputError and
  /// Failure (exit code 2) where the user must change the input; those of the pauses.
  Setup(MPI_Comm comm, input::Case c, parallel::Pauses* pauses = nullptr);
  Setup(const Setup&) = delete;
  Setup& operator=(const Setup&) = delete;

  input::Case settings;  // the case; time.stop is set even where it was left open
  const Problem problem;
  const Plan plan;
  const Stencils stencils;
  const std::optional<GivenScore> given_score;  // none: the solver's score is used
  const solver::MethodChoice method;
};

}  // namespace loschmidt::setup
