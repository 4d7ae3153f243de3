#include "app/job/stop_request.hpp"

#include <fmt/format.h>

#include "app/job/signals.hpp"

namespace loschmidt::job {

namespace {
enum Request { nobody, out_of_time };  // signals follow
}  // namespace

int StopRequest::asked() const {
  if (const int signal = noted_signal(); signal != 0) return out_of_time + signal;
  const auto now = std::chrono::steady_clock::now();
  const double seconds = std::chrono::duration<double>(now - started_).count();
  return walltime_ > 0 && seconds >= walltime_ ? out_of_time : nobody;
}

std::string StopRequest::words(int asked) {
  if (asked == out_of_time) return "at output.max_walltime";
  return fmt::format("on {}", signal_name(asked - out_of_time));
}

void stop_if_asked(MPI_Comm comm) {
  int asked = StopRequest().asked();
  MPI_Allreduce(MPI_IN_PLACE, &asked, 1, MPI_INT, MPI_MAX, comm);
  if (asked == nobody) return;
  throw Interrupted(
      fmt::format("stopped {} before anything was computed: run the same command again",
                  StopRequest::words(asked)));
}

}  // namespace loschmidt::job
