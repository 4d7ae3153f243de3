// The use of the results of an earlier run in a directory, for --restart.
#pragma once

#include <mpi.h>

#include <optional>
#include <string>

#include "app/job/journal.hpp"
#include "app/job/stop_request.hpp"
#include "app/setup/setup.hpp"
#include "output/run_directory.hpp"
#include "output/run_record.hpp"

namespace loschmidt::app {

/// The exit code of a complete run of the same case in this directory; nothing if there is none.
/// Errors: InputError on all ranks where the complete run is of another case. Collective.
std::optional<int> code_of_complete_run(MPI_Comm comm, const output::RunDirectory& directory,
                                        const output::RunHeader& header);

/// A journal and its message.
struct ContinuedJournal {
  job::Journal journal;
  std::string message;  // tells the user what the run continues from
};

/// A journal with the checkpoint in the directory, or an empty one if there is none. Errors:
/// InputError on all ranks where the checkpoint is of another case or program or, with an implicit
/// method, of another number of ranks; OutputError. Collective.
ContinuedJournal continued_journal(MPI_Comm comm, const output::RunDirectory& directory,
                                   const output::RunHeader& header, const setup::Setup& setup,
                                   const job::StopRequest& request);

/// An empty journal of a new run; checkpoints of an earlier run are removed. Collective. Errors:
/// OutputError.
job::Journal new_journal(MPI_Comm comm, const output::RunDirectory& directory,
                         const output::RunHeader& header, const setup::Setup& setup,
                         const job::StopRequest& request);

}  // namespace loschmidt::app
