// The start of the process, with or without a launcher; for use before MPI_Init.
#pragma once

namespace loschmidt::job {

/// Whether a launcher (mpirun, srun, flux) started the process whose environment (`environ`) this
/// is.
bool launched(const char* const* environment);

/// Configures OpenMPI for a process without a launcher, which is the only rank: no daemon, and no
/// search for networks, since these take several times as long as a small run. Sets OpenMPI's
/// parameters in the environment, except those that are there already; other MPI libraries ignore
/// them. Call it before MPI_Init.
void configure_singleton_mpi();

}  // namespace loschmidt::job
