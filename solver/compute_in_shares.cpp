#include "solver/compute_in_shares.hpp"

#include <algorithm>

namespace loschmidt::solver {

void look_at_times(MPI_Comm comm, parallel::Pauses* pauses, std::size_t points,
                   std::span<const double> times, const std::function<void(double)>& look) {
  constexpr std::size_t points_at_once = 1 << 18;  // these take a fraction of a second
  constexpr double work = 100;                     // per point, in products with the generator
  const std::size_t share = points / parallel::ranks_in(comm) + 1;
  while (!times.empty()) {
    const auto now = times.first(std::min(times.size(), 1 + points_at_once / share));
    parallel::agree(comm, [&] { std::ranges::for_each(now, look); });
    if (pauses != nullptr) pauses->report_work(work * static_cast<double>(share * now.size()));
    times = times.subspan(now.size());
  }
}

parallel::Share own_planes(MPI_Comm comm, const meshes::PointGrid& points) {
  return parallel::own_share(comm, points.coordinates[points.dimension - 1].size());
}

meshes::PointGrid slab_of(meshes::PointGrid points, const parallel::Share& planes) {
  const int slow = points.dimension - 1;
  for (auto* values : {&points.coordinates[slow], &points.resolution[slow]})
    *values = {values->begin() + static_cast<std::ptrdiff_t>(planes.begin),
               values->begin() + static_cast<std::ptrdiff_t>(planes.end)};
  return points;
}

}  // namespace loschmidt::solver
