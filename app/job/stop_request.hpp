// A request that the run stop early: a signal, or the end of output.max_walltime.
#pragma once

#include <mpi.h>

#include <chrono>
#include <string>

#include "parallel/failure.hpp"

namespace loschmidt::job {

/// The failure of a run that stopped on request: exit code 75.
class Interrupted : public parallel::Failure {
 public:
  explicit Interrupted(const std::string& message)
      : parallel::Failure(parallel::interrupted, message) {}
};

/// Watches signals and the wall time.
class StopRequest {
 public:
  /// `walltime` is in seconds from now on; 0 means no limit.
  explicit StopRequest(double walltime = 0) : walltime_(walltime) {}

  /// This rank's request: 0 for none, 1 for the wall time, larger for a signal. The largest of all
  /// ranks is the request of the run.
  int asked() const;

  /// A request in words for messages, such as "on SIGTERM" or "at output.max_walltime".
  static std::string words(int asked);

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  double walltime_;
};

/// Stops the preparation of a run, before anything is written, if a signal was noted. The wall time
/// is not checked here: a run whose time is up after the preparation still computes its first
/// result, so that every restarted run makes progress. Errors: Interrupted on all ranks if one has
/// noted a signal. Collective.
void stop_if_asked(MPI_Comm comm);

}  // namespace loschmidt::job
