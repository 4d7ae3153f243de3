// The directory of a run, and the lock that keeps a second run out of it. The lock is the operating
// system's (flock): it ends with the process and leaves nothing to clean up. Every call is
// collective; rank 0 acts and all ranks learn the outcome.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <functional>

namespace loschmidt::output {

class RunDirectory {
 public:
  /// Creates the directory if it is missing and takes its lock. It waits for another live run up to
  /// `wait_seconds`, or until `give_up` returns true on rank 0. Errors: OutputError on all ranks
  /// when the directory cannot be made or written to, or is still in use.
  RunDirectory(
      MPI_Comm comm, std::filesystem::path path, double wait_seconds = 30,
      const std::function<bool()>& give_up = [] { return false; });
  RunDirectory(RunDirectory&& other) noexcept;
  RunDirectory& operator=(RunDirectory&&) = delete;
  ~RunDirectory();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path run_file() const { return path_ / "run.h5"; }
  /// The name of a run file until it may replace that of an earlier run.
  std::filesystem::path new_run_file() const { return path_ / "run.new.h5"; }
  std::filesystem::path xdmf_file() const { return path_ / "run.xdmf"; }
  std::filesystem::path verdict_file() const { return path_ / "verdict.json"; }

  /// Removes the verdict of an earlier run, so that readers find none until this run has its own.
  /// Errors: OutputError on all ranks.
  void remove_verdict() const;
  /// Removes run.xdmf of an earlier run, which would refer to the file of this one. Errors:
  /// OutputError on all ranks.
  void remove_index() const;

 private:
  void remove(const std::filesystem::path& file) const;

  MPI_Comm comm_;
  std::filesystem::path path_;
  int lock_ = -1;  // file descriptor, on rank 0 only
};

}  // namespace loschmidt::output
