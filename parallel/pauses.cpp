#include "parallel/pauses.hpp"

#include <algorithm>
#include <utility>

namespace loschmidt::parallel {

namespace {

constexpr double seconds_between = 0.5;
// This work takes a tenth of a millisecond, or up to a second where many ranks share cores.
constexpr double first_spacing = 1e5;
// Work may be slower than it was counted, or may contain waiting. The spacing therefore changes by
// limited factors, down faster than up.
constexpr double most_growth = 2;
constexpr double most_decay = 0.1;
constexpr double least_spacing = 1e3;  // one long piece of work must not make all later ones look

}  // namespace

Pauses::Pauses(MPI_Comm comm, std::function<void()> look)
    : comm_(comm), look_(std::move(look)), between_(first_spacing), left_(first_spacing) {}

void Pauses::report_work(double cells) {
  left_ -= cells;
  if (left_ > 0) return;
  double seconds = std::chrono::duration<double>(Clock::now() - last_).count();
  MPI_Allreduce(MPI_IN_PLACE, &seconds, 1, MPI_DOUBLE, MPI_MAX, comm_);
  look_();
  between_ = std::max(least_spacing,
                      between_ * std::clamp(seconds_between / seconds, most_decay, most_growth));
  left_ = between_;
  last_ = Clock::now();
}

}  // namespace loschmidt::parallel
