// The command `loschmidt run`. Its call operator is the sequence of all stages of a run; start
// reading there.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <optional>

#include "app/case_arguments.hpp"

namespace loschmidt::app {

struct RunCommand {
  CaseArguments arguments;
  bool dry_run = false;
  bool restart = false;
  std::optional<std::filesystem::path> log{};  // --log-json

  /// Runs the case and returns the exit code of the verdict (0, 1, 5), or 0 after a dry run.
  /// Collective. Errors: as thrown by the stages; see parallel/failure.hpp.
  int operator()(MPI_Comm comm) const;
};

}  // namespace loschmidt::app
