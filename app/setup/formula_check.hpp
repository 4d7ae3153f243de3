// The check of every formula at all points and times at which the run will tabulate it, before
// anything is written.
#pragma once

#include <mpi.h>

#include "app/setup/plan.hpp"
#include "parallel/pauses.hpp"

namespace loschmidt::setup {

/// Checks that all formulas are finite: drift and noise at cell centres, faces and table vertices
/// at every time of the run (at one time for separable processes, which are tabulated once), and
/// [exact] at every snapshot. Collective, ranks share the work; `pauses` can stop it. Errors:
/// Failure with exit code 2 on all ranks, naming key, place and time.
void check_formulas(MPI_Comm comm, const input::Case& c, const Problem& problem, const Plan& plan,
                    parallel::Pauses* pauses);

}  // namespace loschmidt::setup
