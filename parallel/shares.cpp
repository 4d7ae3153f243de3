#include "parallel/shares.hpp"

#include <algorithm>

namespace loschmidt::parallel {

Share share_of(std::size_t size, int rank, int ranks) {
  const auto begin = [&](std::size_t r) { return (size * r + ranks - 1) / ranks; };
  return {begin(rank), begin(rank + 1)};
}

Share own_share(MPI_Comm comm, std::size_t size) {
  return share_of(size, rank_in(comm), ranks_in(comm));
}

void all_gather(MPI_Comm comm, std::span<double> whole) {
  const int ranks = ranks_in(comm);
  std::vector<int> counts(ranks);
  std::vector<int> offsets(ranks);
  for (int r = 0; r < ranks; ++r) {
    const Share part = share_of(whole.size(), r, ranks);
    offsets[r] = static_cast<int>(part.begin);
    counts[r] = static_cast<int>(part.size());
  }
  MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, whole.data(), counts.data(), offsets.data(),
                 MPI_DOUBLE, comm);
}

std::vector<double> all_gather(MPI_Comm comm, std::span<const double> part, std::size_t size) {
  std::vector<double> whole(size);
  std::ranges::copy(part, whole.begin() + static_cast<std::ptrdiff_t>(own_share(comm, size).begin));
  all_gather(comm, whole);
  return whole;
}

}  // namespace loschmidt::parallel
