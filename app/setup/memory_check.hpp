// Does a run fit into the memory there is? Asked before anything large is made.
#pragma once

#include <mpi.h>

#include "app/case/case.hpp"

namespace loschmidt::setup {

/// The case itself, if the least that it needs (app/setup/memory_need.hpp) is no more than
/// output.memory, or, where that is 0, than what the system leaves to every process and to the
/// ranks of a node together. Collective. Errors: Failure with exit code 2 on all ranks, about the
/// key that takes most.
input::Case with_room(MPI_Comm comm, input::Case c);

}  // namespace loschmidt::setup
