// What a run will take, printed by --dry-run below the resolved case.
#pragma once

#include <mpi.h>

#include <string>

#include "app/setup/setup.hpp"

namespace loschmidt::app {

/// As comments of the resolved case. Collective.
std::string estimate_text(MPI_Comm comm, const setup::Setup& setup);

}  // namespace loschmidt::app
