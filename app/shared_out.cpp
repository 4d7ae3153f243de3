#include "app/shared_out.hpp"

namespace loschmidt {

Part own_planes(MPI_Comm comm, const PointGrid& points) {
  return own_part(comm, points.coordinates[points.dimension - 1].size());
}

PointGrid slab_of(PointGrid points, const Part& planes) {
  const int slow = points.dimension - 1;
  for (auto* values : {&points.coordinates[slow], &points.resolution[slow]})
    *values = {values->begin() + static_cast<std::ptrdiff_t>(planes.begin),
               values->begin() + static_cast<std::ptrdiff_t>(planes.end)};
  return points;
}

}  // namespace loschmidt
