#include "parallel/collective.hpp"

#include <chrono>
#include <exception>
#include <thread>

#include "parallel/error_text.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt {

namespace {

std::string broadcast(MPI_Comm comm, std::string text, int root) {
  unsigned long length = text.size();
  MPI_Bcast(&length, 1, MPI_UNSIGNED_LONG, root, comm);
  text.resize(length);
  MPI_Bcast(text.data(), static_cast<int>(length), MPI_CHAR, root, comm);
  return text;
}

constexpr double patience = 10;  // seconds
constexpr int exit_code = 4;     // docs/interface.md

void abort_with(MPI_Comm comm, const std::string& error) {
  print_message(error);
  MPI_Abort(comm, exit_code);
}

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& e) {
    return error_text(e);
  }
  return "";
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

void throw_if_any(MPI_Comm comm, const std::string& error) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  int first = error.empty() ? ranks : rank;
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Iallreduce(MPI_IN_PLACE, &first, 1, MPI_INT, MPI_MIN, comm, &request);
  if (error.empty())
    MPI_Wait(&request, MPI_STATUS_IGNORE);
  else if (!completes(request, patience))
    abort_with(comm, error);
  if (first < ranks) throw OutputError(broadcast(comm, error, first));
}

void on_all(MPI_Comm comm, const std::function<void()>& action) {
  throw_if_any(comm, error_of(action));
}

void on_root(MPI_Comm comm, const std::function<void()>& action) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  throw_if_any(comm, rank == 0 ? error_of(action) : "");
}

std::string from_root(MPI_Comm comm, std::string text) {
  return broadcast(comm, std::move(text), 0);
}

}  // namespace loschmidt
