// A run before and while it computes: what follows from the case alone, and the files it writes.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <optional>
#include <string>

#include "app/run.hpp"

namespace loschmidt {

/// All that is decided, and all input that is found wrong, before anything is computed or written.
struct Setup {
  /// Can be stopped in between where there are `pauses`. Collective. Errors: InputError and Failure
  /// (exit code 2) for what the user can mend; those of the pauses.
  Setup(MPI_Comm comm, Case c, Pauses* pauses = nullptr);
  Setup(const Setup&) = delete;
  Setup& operator=(const Setup&) = delete;

  Case settings;  // time.stop filled in with what was found, where the case left it open
  const Problem problem;
  Plan plan;
  std::optional<GivenScore> given_score;
  MethodChoice method;
};

/// From here on arrays over large meshes go back to the system as soon as they are done with. Left
/// to itself the C library soon keeps them, between others that live on: more than a gigabyte in
/// all of 128³ cells was held for nothing.
void return_large_arrays();

/// Where the run comes from, for its files. Collective. Errors: OutputError on all ranks where
/// a file that the case names cannot be read.
RunHeader header_of(MPI_Comm comm, const Case& c, const std::string& command_text);

/// -o, output.directory, or output/runs/<case name>.
std::filesystem::path output_directory(const std::optional<std::filesystem::path>& given,
                                       const Case& c);

/// The run file of a run, and the run itself. An older verdict is removed. The file takes the place
/// of an earlier one at once, or, if that run is continued, once it has caught up with it.
class OpenRun {
 public:
  /// `setup` and `directory` must outlive this. Collective. Errors: OutputError on all ranks.
  OpenRun(MPI_Comm comm, const Setup& setup, const RunDirectory& directory, const RunHeader& header,
          Progress progress, Journal journal);
  OpenRun(const OpenRun&) = delete;
  OpenRun& operator=(const OpenRun&) = delete;

  const Run& run() const { return run_; }

 private:
  RunContents contents_;
  RunFile file_;
  Progress progress_;
  Journal journal_;
  Pauses pauses_;
  Node node_;
  HistoryStorage storage_;
  Run run_;
};

/// Is this rank 0?
bool is_root(MPI_Comm comm);

}  // namespace loschmidt
