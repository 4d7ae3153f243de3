// What an earlier run left in a directory, for --restart.
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

/// The code with which a run of the same case in this directory ended; none if there is no complete
/// one. Errors: InputError on all ranks where it was of another case. Collective.
std::optional<int> code_of_complete_run(MPI_Comm comm, const output::RunDirectory& directory,
                                        const output::RunHeader& header);

struct ContinuedJournal {
  job::Journal journal;
  std::string words;  // for the user: from where the run goes on
};

/// A journal with what was computed there, with nothing where there is nothing to continue.
/// Errors: InputError on all ranks where it was by another case or program, or, with an implicit
/// method, on another number of ranks; OutputError. Collective.
ContinuedJournal continued_journal(MPI_Comm comm, const output::RunDirectory& directory,
                                   const output::RunHeader& header, const setup::Setup& setup,
                                   const job::StopRequest& request);

/// One of a new run: checkpoints of an earlier one go. Collective. Errors: OutputError.
job::Journal new_journal(MPI_Comm comm, const output::RunDirectory& directory,
                         const output::RunHeader& header, const setup::Setup& setup,
                         const job::StopRequest& request);

}  // namespace loschmidt::app
