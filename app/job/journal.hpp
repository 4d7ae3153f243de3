// What a run has computed, kept so that a restarted run need not compute it again. Every run of a
// case asks for the same computations in the same order, whatever its ranks; each has the next
// number, and its result, the same on all ranks, is a record. A run that was stopped is continued
// by asking for everything from the start: what is known is handed out, the rest computed. Hence
// the same bits, without a word about where in the story it was stopped.
#pragma once

#include <mpi.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "app/job/stop_request.hpp"
#include "output/checkpoint.hpp"

namespace loschmidt::job {

class Journal {
 public:
  /// Keeps nothing and stops for nothing.
  explicit Journal(MPI_Comm comm) : comm_(comm) {}

  struct Limits {
    double between_checkpoints = 0;  // seconds; 0: only when stopped
    StopRequest request{};
    std::uint64_t memory = std::uint64_t{1} << 26;  // bytes kept before they must go to disk
  };
  /// `known`: what an earlier run left, on rank 0. Collective.
  Journal(MPI_Comm comm, output::Checkpoint files, output::CheckpointOrigin origin,
          output::Records known, const Limits& limits);

  /// Is anything known of an earlier run?
  bool continues() const { return number_known_ > 0; }

  /// `call` is called once, when the first computation is met that nothing is known of, or by
  /// catch_up() at the end. Collective.
  void when_caught_up(std::function<void()> call) { caught_up_ = std::move(call); }
  void catch_up();

  /// The result of the next computation, known or computed now. Collective.
  /// Errors: those of `compute`; as pause; std::logic_error when what is known goes by another
  /// name.
  output::Record compute_or_recall(const std::string& name,
                                   const std::function<output::Record()>& compute);

  /// The same step by step, for a computation that is kept while it goes on: its number; what is
  /// known of it; what is to be known of it from now on. Collective.
  std::uint64_t begin() { return next_++; }
  std::optional<output::Record> recall(std::uint64_t number, const std::string& name);
  void keep(std::uint64_t number, output::Record record);

  /// A place where the run can be stopped: writes a checkpoint when it is time.
  /// Errors: Interrupted on all ranks when it was asked to stop; OutputError. Collective.
  void pause();

  /// There is nothing left to continue. Collective. Errors: OutputError on all ranks.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void write();
  int request() const;

  MPI_Comm comm_;
  bool active_ = false;
  bool root_ = false;
  std::optional<output::Checkpoint> files_;  // all of these on rank 0 alone
  output::CheckpointOrigin origin_;
  output::Records known_;
  output::Records fresh_;  // since the last checkpoint
  std::uint64_t fresh_bytes_ = 0;
  bool any_kept_ = false;  // on all ranks

  std::uint64_t number_known_ = 0;
  std::uint64_t next_ = 0;
  Limits limits_;
  Clock::time_point written_ = Clock::now();
  std::function<void()> caught_up_;
};

}  // namespace loschmidt::job
