// The command `loschmidt info`, which prints what a run.h5 or converge.h5 holds.
#pragma once

#include <mpi.h>

#include <filesystem>

namespace loschmidt::app {

struct InfoCommand {
  std::filesystem::path file;

  /// Prints on rank 0 and returns 0. Collective. Errors: as output/read_run.hpp, on all ranks.
  int operator()(MPI_Comm comm) const;
};

}  // namespace loschmidt::app
