#include "output/collective.hpp"

#include <exception>

#include "output/output_error.hpp"

namespace loschmidt {

namespace {

std::string broadcast(MPI_Comm comm, std::string text, int root) {
  unsigned long length = text.size();
  MPI_Bcast(&length, 1, MPI_UNSIGNED_LONG, root, comm);
  text.resize(length);
  MPI_Bcast(text.data(), static_cast<int>(length), MPI_CHAR, root, comm);
  return text;
}

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& e) {
    return *e.what() ? e.what() : "unknown failure";
  }
  return "";
}

}  // namespace

void throw_if_any(MPI_Comm comm, const std::string& error) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  int first = error.empty() ? ranks : rank;
  MPI_Allreduce(MPI_IN_PLACE, &first, 1, MPI_INT, MPI_MIN, comm);
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
