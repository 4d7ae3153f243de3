// Places where a long computation can be stopped: between its products, steps and solves, however
// many of them the data ask for. Loops report what they have done; now and then, about every half
// second of work, a look is taken at whether somebody wants the run to end. When to look follows
// from the work alone, counted alike on every rank, and how much of it lies between two looks from
// the time the slowest rank took, which all agree upon: no rank ever looks alone. What is computed
// does not depend on it.
#pragma once

#include <mpi.h>

#include <chrono>
#include <functional>

namespace loschmidt::parallel {

class Pauses {
 public:
  /// look() throws where the run is to stop, on all ranks of `comm` or on none.
  Pauses(MPI_Comm comm, std::function<void()> look);

  MPI_Comm comm() const { return comm_; }

  /// Work as long as one product with the generator in so many cells; the same number on every
  /// rank. Collective. Errors: those of look().
  void worked(double cells);

 private:
  using Clock = std::chrono::steady_clock;

  MPI_Comm comm_;
  std::function<void()> look_;
  double between_;  // work from one look to the next
  double left_;     // until the next
  Clock::time_point last_ = Clock::now();
};

}  // namespace loschmidt::parallel
