// The story of a run, stage by stage.
#pragma once

#include <mpi.h>

#include <string>

#include "app/command_line.hpp"

namespace loschmidt::app {

/// `loschmidt run`. Collective. Returns the exit code of the verdict (0, 1, 5), or 0 after a dry
/// run. Errors: as thrown by the stages; see parallel/failure.hpp.
int run_case(MPI_Comm comm, const CommandLine& command, const std::string& command_text);

/// `loschmidt info`: rank 0 prints. Collective.
int show_info(MPI_Comm comm, const CommandLine& command);

/// --help, --version and the like: rank 0 prints. Collective.
int show_message(MPI_Comm comm, const CommandLine& command);

/// Versions of Loschmidt and of what it stands on, for --version and the run file.
std::string version_text();

}  // namespace loschmidt::app
