// The time integrator of a run: the one that solver.method names, or the cheapest.
#pragma once

#include <mpi.h>

#include <string>

#include "app/setup/plan.hpp"
#include "app/setup/stencils.hpp"
#include "solver/method_choice.hpp"

namespace loschmidt::setup {

/// The time integrator and the reason for it; `pauses` can stop the choice. Collective; the same on
/// every rank and on any number of ranks.
solver::MethodChoice method_of(MPI_Comm comm, const input::Case& c, const Problem& problem,
                               const Plan& plan, const Stencils& stencils,
                               parallel::Pauses* pauses);

/// Name and reason of the method in one line.
std::string describe(const solver::MethodChoice& choice);

}  // namespace loschmidt::setup
