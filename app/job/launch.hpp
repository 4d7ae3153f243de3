// How the program was started, before MPI is.
#pragma once

namespace loschmidt::job {

/// Did a launcher (mpirun, srun, flux) start the process with this environment, `environ`?
bool launched(const char* const* environment);

/// A process that nobody launched is the only rank: OpenMPI then need neither start a daemon nor
/// look for networks, which takes several times as long as a small run. Sets OpenMPI's parameters
/// in the environment, except those that are there already; other libraries do not look at them.
/// Before MPI_Init.
void configure_singleton_mpi();

}  // namespace loschmidt::job
