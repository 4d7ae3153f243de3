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

/// Where the results of a run are written.
struct RunOutput {
  const output::RunDirectory& directory;
  const output::RunContents& contents;
  output::RunFile& file;
};

/// From here on arrays over large meshes go back to the system as soon as they are done with. Left
/// to itself the C library soon keeps them, between others that live on: more than a gigabyte in
/// all of 128³ cells was held for nothing.
void tune_malloc();

/// Where the run comes from, for its files. Collective. Errors: OutputError on all ranks where
/// a file that the case names cannot be read.
output::RunHeader header_of(MPI_Comm comm, const input::Case& c, const std::string& command_text);

/// -o, output.directory, or output/runs/<case name>.
std::filesystem::path output_directory(const std::optional<std::filesystem::path>& given,
                                       const input::Case& c);

/// The run file of a run and the job that computes it. An older verdict is removed. The file takes
/// the place of an earlier one at once, or, if that run is continued, once it has caught up with
/// it.
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
