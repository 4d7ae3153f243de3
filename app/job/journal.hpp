// The journal of a run keeps results, so that a restarted run need not compute them again. Every
// run of a case asks for the same computations in the same order, on any number of ranks. Each
// computation has the next number, and its result, the same on all ranks, is a record. A restarted
// run asks for everything from the start: it recalls known results and computes the others. So it
// ends with the same bits, and the journal need not know at which stage the run was stopped.
#pragma once

#include <mpi.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "app/job/stop_request.hpp"
#include "output/checkpoint.hpp"

namespace loschmidt::job {

/// Results by number, with checkpoints and requests to stop.
class Journal {
 public:
  /// A journal that keeps nothing and never stops the run.
  explicit Journal(MPI_Comm comm) : comm_(comm) {}

  struct Limits {
    double between_checkpoints = 0;  // seconds; 0: only when stopped
    StopRequest request{};
    std::uint64_t memory = std::uint64_t{1} << 26;  // bytes kept before they must go to disk
  };
  /// `known` holds the records of an earlier run; it is used on rank 0. Collective.
  Journal(MPI_Comm comm, output::Checkpoint files, output::CheckpointOrigin origin,
          output::Records known, const Limits& limits);

  /// Whether results of an earlier run are known.
  bool continues() const { return number_known_ > 0; }

  /// Sets the function that is called once: at the first computation whose result is not known, or
  /// by catch_up(). Collective.
  void when_caught_up(std::function<void()> call) { caught_up_ = std::move(call); }
  void catch_up();

  /// The result of the next computation, recalled if it is known, else computed. Collective.
  /// Errors: those of `compute` and of pause(); std::logic_error when the known record has another
  /// name.
  output::Record compute_or_recall(const std::string& name,
                                   const std::function<output::Record()>& compute);

  /// The parts of compute_or_recall, for a computation with intermediate results. begin() gives its
  /// number; recall() its latest known record, if any; keep() replaces its record. Collective.
  std::uint64_t begin() { return next_++; }
  std::optional<output::Record> recall(std::uint64_t number, const std::string& name);
  void keep(std::uint64_t number, output::Record record);

  /// Writes a checkpoint when one is due, and ends the run when that was requested. Errors:
  /// Interrupted on all ranks when the run was requested to stop; OutputError. Collective.
  void pause();

  /// Removes the checkpoint files after the run is complete. Collective. Errors: OutputError on all
  /// ranks.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void write();
  int request() const;

  MPI_Comm comm_;
  bool active_ = false;
  bool root_ = false;
  std::optional<output::Checkpoint> files_;  // this and the next four are used on rank 0 alone
  output::CheckpointOrigin origin_;
  output::Records known_;
  output::Records fresh_;  // records since the last checkpoint
  std::uint64_t fresh_bytes_ = 0;
  bool any_kept_ = false;  // whether keep() was called; valid on all ranks

  std::uint64_t number_known_ = 0;
  std::uint64_t next_ = 0;
  Limits limits_;
  Clock::time_point written_ = Clock::now();
  std::function<void()> caught_up_;
};

}  // namespace loschmidt::job
