// `loschmidt converge`: the same case at several refinements of one parameter, errors and observed
// orders on the terminal and in converge.h5; each level is a run of its own in level_0, level_1, …
#pragma once

#include <mpi.h>

#include <string>

#include "app/command_line.hpp"

namespace loschmidt::app {

/// Collective. Returns 0. All levels are checked before anything is computed. Errors: as `run`.
int converge_case(MPI_Comm comm, const CommandLine& command, const std::string& command_text);

}  // namespace loschmidt::app
