// Points at which a long computation can be stopped: between its products, steps and solves. Loops
// report the work that they have done. About every half second of work look() is called, which
// checks whether the run is to end. The time of the next call follows from the reported work alone,
// which is the same on every rank. The work between two calls is adapted to the time of the slowest
// rank, on which all agree: no rank ever calls look() alone. Results do not depend on it.
#pragma once

#include <mpi.h>

#include <chrono>
#include <functional>

namespace loschmidt::parallel {

class Pauses {
 public:
  /// look() throws if the run is to stop, on all ranks of `comm` or on none.
  Pauses(MPI_Comm comm, std::function<void()> look);

  MPI_Comm comm() const { return comm_; }

  /// Reports work that takes as long as one product with the generator in so many cells; the same
  /// number on every rank. Collective. Errors: those of look().
  void report_work(double cells);

 private:
  using Clock = std::chrono::steady_clock;

  MPI_Comm comm_;
  std::function<void()> look_;
  double between_;  // work between two calls of look()
  double left_;     // work until the next call
  Clock::time_point last_ = Clock::now();
};

}  // namespace loschmidt::parallel
