#include "app/rank_share.hpp"

namespace loschmidt {

PointGrid share_of(MPI_Comm comm, PointGrid points) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  const int slow = points.dimension - 1;
  for (auto* values : {&points.coordinates[slow], &points.resolution[slow]}) {
    const std::size_t n = values->size();
    *values = std::vector<double>(values->begin() + n * rank / ranks,
                                  values->begin() + n * (rank + 1) / ranks);
  }
  return points;
}

}  // namespace loschmidt
