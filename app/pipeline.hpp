// The commands `run` and `info`. run_case is the sequence of all stages of a run; start reading
// there.
#pragma once

#include <mpi.h>

#include <string>

#include "app/command_line.hpp"

namespace loschmidt::app {

/// `loschmidt run`. Collective. Returns the exit code of the verdict (0, 1, 5), or 0 after a dry
/// run. Errors: as thrown by the stages; see parallel/failure.hpp.
int run_case(MPI_Comm comm, const CommandLine& command, const std::string& command_text);

/// The command `loschmidt info`; rank 0 prints. Collective.
int show_info(MPI_Comm comm, const CommandLine& command);

/// Prints the text of --help, --version and similar options on rank 0. Returns its exit code.
/// Collective.
int show_message(MPI_Comm comm, const CommandLine& command);

/// The versions of Loschmidt and of its libraries, for --version.
std::string version_text();

}  // namespace loschmidt::app
