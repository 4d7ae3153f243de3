// The processes that compute a run together, and what they use while they do: progress, journal,
// storage.
#pragma once

#include <mpi.h>

#include "app/job/history_storage.hpp"
#include "app/job/journal.hpp"
#include "app/job/progress.hpp"
#include "parallel/pauses.hpp"

namespace loschmidt::job {

struct Job {
  MPI_Comm comm;
  const parallel::SharedMemoryGroup& node;
  Progress& progress;
  Journal& journal;
  parallel::Pauses& pauses;  // where the journal pauses in the middle of a computation
  HistoryStorage& storage;
};

}  // namespace loschmidt::job
