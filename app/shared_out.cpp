#include "app/shared_out.hpp"

namespace loschmidt {

namespace {

Part part_of(std::size_t size, int rank, int ranks) {
  return {size * rank / ranks, size * (rank + 1) / ranks};
}

}  // namespace

Part own_part(MPI_Comm comm, std::size_t size) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  return part_of(size, rank, ranks);
}

std::vector<double> gather_parts(MPI_Comm comm, std::span<const double> part, std::size_t size) {
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  std::vector<int> counts(ranks);
  std::vector<int> offsets(ranks);
  for (int r = 0; r < ranks; ++r) {
    const Part p = part_of(size, r, ranks);
    offsets[r] = static_cast<int>(p.begin);
    counts[r] = static_cast<int>(p.end - p.begin);
  }
  std::vector<double> whole(size);
  MPI_Allgatherv(part.data(), static_cast<int>(part.size()), MPI_DOUBLE, whole.data(),
                 counts.data(), offsets.data(), MPI_DOUBLE, comm);
  return whole;
}

}  // namespace loschmidt
