// The check that a run fits into the available memory, made before anything large is allocated.
#pragma once

#include <mpi.h>

#include "app/case/case.hpp"

namespace loschmidt::setup {

/// Returns the case unchanged if the least memory that it needs (app/setup/memory_need.hpp) is
/// available: output.memory per rank or, where that is 0, what the system leaves to every process
/// and to the ranks of a node together. Collective. Errors: Failure with exit code 2 on all ranks,
/// naming the key that takes most.
input::Case check_memory(MPI_Comm comm, input::Case c);

}  // namespace loschmidt::setup
