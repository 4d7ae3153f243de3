// The communicator of the ranks that compute a run, and the services they use: progress, journal,
// pauses, storage.
#pragma once

#include <mpi.h>

#include "app/job/history_storage.hpp"
#include "app/job/journal.hpp"
#include "app/job/progress.hpp"
#include "parallel/pauses.hpp"

namespace loschmidt::job {

/// Refers to objects that must outlive it.
struct Job {
  MPI_Comm comm;
  const parallel::SharedMemoryGroup& node;
  Progress& progress;
  Journal& journal;
  parallel::Pauses& pauses;  // calls Journal::pause() inside long computations
  HistoryStorage& storage;
};

}  // namespace loschmidt::job
