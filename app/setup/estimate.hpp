// The estimate of the memory and time of a run, printed by --dry-run below the resolved case.
#pragma once

#include <mpi.h>

#include <string>

#include "app/setup/setup.hpp"

namespace loschmidt::setup {

/// The estimate as comments of the resolved case. Collective.
std::string estimate_text(MPI_Comm comm, const Setup& setup);

}  // namespace loschmidt::setup
