#include "app/job/journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "parallel/collective.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::job {

namespace {

// The action of pause() is the largest value of all ranks. Larger values are requests to stop.
enum Request { go_on, checkpoint };

template <class Value>
void broadcast(MPI_Comm comm, std::vector<Value>& values, MPI_Datatype type) {
  std::uint64_t size = values.size();
  MPI_Bcast(&size, 1, MPI_UINT64_T, 0, comm);
  values.resize(size);
  // MPI counts are of type int.
  constexpr std::uint64_t most = std::uint64_t{1} << 30;
  for (std::uint64_t first = 0; first < size; first += most)
    MPI_Bcast(values.data() + first, static_cast<int>(std::min(most, size - first)), type, 0, comm);
}

std::uint64_t bytes_of(const output::Record& record) {
  return sizeof(double) * record.reals.size() + sizeof(std::uint64_t) * record.counts.size();
}

}  // namespace

Journal::Journal(MPI_Comm comm, output::Checkpoint files, output::CheckpointOrigin origin,
                 output::Records known, const Limits& limits)
    : comm_(comm),
      active_(true),
      files_(std::move(files)),
      origin_(std::move(origin)),
      known_(std::move(known)),
      limits_(limits) {
  root_ = parallel::rank_in(comm) == 0;
  while (known_.contains(number_known_)) ++number_known_;  // records after a gap are lost
  MPI_Bcast(&number_known_, 1, MPI_UINT64_T, 0, comm);
}

output::Record Journal::compute_or_recall(const std::string& name,
                                          const std::function<output::Record()>& compute) {
  const std::uint64_t number = begin();
  if (auto known = recall(number, name)) return std::move(*known);
  output::Record record = compute();
  record.name = name;
  keep(number, record);
  pause();
  return record;
}

std::optional<output::Record> Journal::recall(std::uint64_t number, const std::string& name) {
  if (number >= number_known_) {
    catch_up();
    return std::nullopt;
  }
  output::Record record;
  if (root_) record = std::move(known_.at(number));
  record.name = parallel::from_root(comm_, record.name);
  if (record.name != name)
    throw std::logic_error(
        fmt::format("the checkpoint has {} where {} is computed: it belongs to "
                    "another case or program; leave out --restart",
                    record.name, name));
  broadcast(comm_, record.reals, MPI_DOUBLE);
  broadcast(comm_, record.counts, MPI_UINT64_T);
  return record;
}

void Journal::catch_up() {
  if (caught_up_) std::exchange(caught_up_, nullptr)();
}

void Journal::keep(std::uint64_t number, output::Record record) {
  if (!active_) return;
  any_kept_ = true;
  if (!root_) return;
  output::Record& kept = fresh_[number];
  fresh_bytes_ += bytes_of(record) - bytes_of(kept);
  kept = std::move(record);
}

int Journal::request() const {
  if (const int asked = limits_.request.asked(); asked != 0) return checkpoint + asked;
  if (!root_) return go_on;
  const double seconds = std::chrono::duration<double>(Clock::now() - written_).count();
  const bool due = limits_.between_checkpoints > 0 && seconds >= limits_.between_checkpoints;
  return due || fresh_bytes_ >= limits_.memory ? checkpoint : go_on;
}

void Journal::pause() {
  if (!active_) return;
  int wanted = request();
  MPI_Allreduce(MPI_IN_PLACE, &wanted, 1, MPI_INT, MPI_MAX, comm_);
  if (wanted == go_on) return;
  write();
  if (wanted == checkpoint) return;
  const std::string asked = StopRequest::words(wanted - checkpoint);
  if (!any_kept_ && !continues())
    throw Interrupted(fmt::format(
        "stopped {} before a first result (there is no checkpoint): run the same command again",
        asked));
  throw Interrupted(fmt::format(
      "stopped {} (a checkpoint was written): run the same command with --restart to go on",
      asked));
}

void Journal::write() {
  parallel::on_root(comm_, [&] {
    if (!fresh_.empty()) files_->write(origin_, fresh_);
  });
  fresh_.clear();
  fresh_bytes_ = 0;
  written_ = Clock::now();
}

void Journal::finish() {
  if (!active_) return;
  parallel::on_root(comm_, [&] { files_->remove(); });
}

}  // namespace loschmidt::job
