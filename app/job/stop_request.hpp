// A request that the run end before its time: a signal, or output.max_walltime.
#pragma once

#include <mpi.h>

#include <chrono>
#include <string>

#include "parallel/failure.hpp"

namespace loschmidt::job {

/// Stopped when asked to: exit code 75.
class Interrupted : public parallel::Failure {
 public:
  explicit Interrupted(const std::string& message)
      : parallel::Failure(parallel::interrupted, message) {}
};

class StopRequest {
 public:
  /// walltime: seconds from now on; 0: no limit.
  explicit StopRequest(double walltime = 0) : walltime_(walltime) {}

  /// This rank's request: 0 for none, more for one that weighs more.
  int asked() const;

  /// "on SIGTERM", "at output.max_walltime".
  static std::string words(int asked);

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  double walltime_;
};

/// Before anything is written. Signals alone: a limit on the time that the preparation takes up
/// stops the run after its first result, so that a run which is continued gets on.
/// Errors: Interrupted on all ranks where one is asked to stop. Collective.
void stop_if_asked(MPI_Comm comm);

}  // namespace loschmidt::job
