// The command `loschmidt converge`, which runs a case at several refinements of one parameter. It
// writes errors and observed orders to the terminal and to converge.h5. Each level is a run of its
// own in level_0, level_1, …
#pragma once

#include <mpi.h>

#include <string>

#include "app/command_line.hpp"

namespace loschmidt::app {

/// Runs all levels, which are checked before anything is computed, and returns 0. Collective.
/// Errors: as run_case.
int converge_case(MPI_Comm comm, const CommandLine& command, const std::string& command_text);

}  // namespace loschmidt::app
