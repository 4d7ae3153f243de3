// What a run will take, printed by --dry-run below the resolved case.
#pragma once

#include <mpi.h>

#include <string>

#include "app/setup/setup.hpp"

namespace loschmidt::setup {

/// As comments of the resolved case. Collective.
std::string estimate_text(MPI_Comm comm, const Setup& setup);

}  // namespace loschmidt::setup
