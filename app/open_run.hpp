// The files of a run while it computes: the run file, its directory, and the job that fills them.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <optional>
#include <string>

#include "app/job/job.hpp"
#include "app/setup/setup.hpp"
#include "output/run_directory.hpp"
#include "output/run_file.hpp"

namespace loschmidt::app {

/// The directory, file and contents to which the results of a run are written.
struct RunOutput {
  const output::RunDirectory& directory;
  const output::RunContents& contents;
  output::RunFile& file;
};

/// Makes the C library return arrays over large meshes to the system when they are freed. By
/// default it keeps them between arrays that are still used: with 128³ cells more than a gigabyte
/// was held without use.
void tune_malloc();

/// The origin of a run, as its files record it: case, versions, command line. Collective. Errors:
/// OutputError on all ranks where a file that the case names cannot be read.
output::RunHeader header_of(MPI_Comm comm, const input::Case& c, const std::string& command_text);

/// The directory of a run: that of -o, else output.directory, else output/runs/<case name>.
std::filesystem::path output_directory(const std::optional<std::filesystem::path>& given,
                                       const input::Case& c);

/// The run file of a run and the job that computes it. An older verdict is removed. The new file
/// replaces that of an earlier run at once or, if that run is continued, when all results known to
/// the journal have been recalled.
class OpenRun {
 public:
  /// `setup` and `directory` must outlive this. Collective. Errors: OutputError on all ranks.
  OpenRun(MPI_Comm comm, const setup::Setup& setup, const output::RunDirectory& directory,
          const output::RunHeader& header, job::Progress progress, job::Journal journal);
  OpenRun(const OpenRun&) = delete;
  OpenRun& operator=(const OpenRun&) = delete;

  job::Job& job() { return job_; }
  const RunOutput& output() const { return output_; }

 private:
  output::RunContents contents_;
  output::RunFile file_;
  job::Progress progress_;
  job::Journal journal_;
  parallel::Pauses pauses_;
  parallel::SharedMemoryGroup node_;
  job::HistoryStorage storage_;
  job::Job job_;
  RunOutput output_;
};

}  // namespace loschmidt::app
