#include "parallel/collective.hpp"

#include <chrono>
#include <exception>
#include <thread>

#include "parallel/error_text.hpp"
#include "parallel/failure.hpp"
#include "parallel/output_error.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::parallel {

namespace {

constexpr double patience = 10;  // seconds that a failing rank waits for the others

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& e) {
    return error_text(e);
  }
  return "";
}

// The request for the lowest rank with an error; `lowest` is its result.
MPI_Request ask_for_lowest(MPI_Comm comm, const std::string& error, int& lowest) {
  lowest = error.empty() ? ranks_in(comm) : rank_in(comm);
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Iallreduce(MPI_IN_PLACE, &lowest, 1, MPI_INT, MPI_MIN, comm, &request);
  return request;
}

void throw_if_any(MPI_Comm comm, const std::string& error) {
  int lowest = 0;
  MPI_Request request = ask_for_lowest(comm, error, lowest);
  if (error.empty()) {
    MPI_Wait(&request, MPI_STATUS_IGNORE);
  } else if (!completes(request, patience)) {
    print_message(error);
    MPI_Abort(comm, output_error);
  }
  if (lowest < ranks_in(comm)) throw OutputError(from_root(comm, error, lowest));
}

}  // namespace

bool completes(MPI_Request& request, double seconds) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  int done = 0;
  while (MPI_Test(&request, &done, MPI_STATUS_IGNORE) == MPI_SUCCESS && done == 0) {
    if (Clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return done != 0;
}

int lowest_failing_rank(MPI_Comm comm, const std::string& error) {
  int lowest = 0;
  MPI_Request request = ask_for_lowest(comm, error, lowest);
  MPI_Wait(&request, MPI_STATUS_IGNORE);
  return lowest;
}

void on_all(MPI_Comm comm, const std::function<void()>& action) {
  throw_if_any(comm, error_of(action));
}

void on_root(MPI_Comm comm, const std::function<void()>& action) {
  throw_if_any(comm, is_root(comm) ? error_of(action) : "");
}

std::string from_root(MPI_Comm comm, std::string text, int root) {
  unsigned long length = text.size();
  MPI_Bcast(&length, 1, MPI_UNSIGNED_LONG, root, comm);
  text.resize(length);
  MPI_Bcast(text.data(), static_cast<int>(length), MPI_CHAR, root, comm);
  return text;
}

}  // namespace loschmidt::parallel
