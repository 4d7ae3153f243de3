// The command `loschmidt converge`, which runs a case at several refinements of one parameter. It
// writes errors and observed orders to the terminal and to converge.h5. Each level is a run of its
// own in level_0, level_1, …
#pragma once

#include <mpi.h>

#include "app/case/refinement.hpp"
#include "app/case_arguments.hpp"

namespace loschmidt::app {

struct ConvergeCommand {
  CaseArguments arguments;
  int levels = 3;
  input::Refinement refinement = input::Refinement::mesh;  // --in

  /// Runs all levels, which are checked before anything is computed, and returns 0. Collective.
  /// Errors: as RunCommand.
  int operator()(MPI_Comm comm) const;
};

}  // namespace loschmidt::app
