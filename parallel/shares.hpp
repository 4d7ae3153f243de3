// Rank numbers, and arrays divided into consecutive parts, one per rank.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <span>
#include <vector>

namespace loschmidt::parallel {

inline int rank_in(MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank;
}

inline int ranks_in(MPI_Comm comm) {
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  return ranks;
}

inline bool is_root(MPI_Comm comm) {
  return rank_in(comm) == 0;
}

struct Share {
  std::size_t begin;
  std::size_t end;
  std::size_t size() const { return end - begin; }
  bool operator==(const Share&) const = default;
};

/// Returns the part of `size` values that belongs to a rank; own_share is that of the calling rank.
/// The sizes of the parts differ by one at most, and no part is larger than the first.
Share share_of(std::size_t size, int rank, int ranks);
Share own_share(MPI_Comm comm, std::size_t size);

/// Sends every rank's own part of `whole` to all ranks. Collective.
void all_gather(MPI_Comm comm, std::span<double> whole);
/// Returns the whole array of `size` values from every rank's own part. Collective.
std::vector<double> all_gather(MPI_Comm comm, std::span<const double> part, std::size_t size);

}  // namespace loschmidt::parallel
