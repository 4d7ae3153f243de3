// The command line, parsed before MPI and PETSc start; the same on every rank.
#pragma once

#include <mpi.h>

#include <functional>
#include <string>
#include <vector>

namespace loschmidt::app {

/// What is printed instead of doing anything: help, version or the table of keys.
struct Message {
  std::string text;
  int exit_code = 0;

  /// Prints the text on rank 0 and returns the exit code. Collective.
  int operator()(MPI_Comm comm) const;
};

/// What was typed.
struct CommandLine {
  /// The command with its options, or a Message. A call carries it out and returns the exit code of
  /// the program. Collective.
  std::function<int(MPI_Comm)> command;
  bool stoppable = false;                  // signals only ask it to stop; --restart continues it
  std::vector<std::string> petsc_options;  // all words after "--", unchanged
};

/// Parses the command line. `version` is the text of --version. Errors: InputError.
CommandLine parse_command_line(int argc, const char* const* argv, const std::string& version);

}  // namespace loschmidt::app
