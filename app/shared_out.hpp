// Work on whole arrays and grids, shared out among ranks.
#pragma once

#include <mpi.h>

#include <vector>

#include "app/failure.hpp"
#include "meshes/points.hpp"
#include "solver/parts.hpp"

namespace loschmidt {

/// The whole array whose values [first, last) are compute(first, last). Collective.
/// Errors: Failure on all ranks where `compute` throws on one.
template <class Compute>
std::vector<double> shared_out(MPI_Comm comm, std::size_t size, Compute&& compute) {
  const Part own = own_part(comm, size);
  std::vector<double> part;
  agree(comm, [&] { part = compute(own.begin, own.end); });
  return gather_parts(comm, part, size);
}

/// Which planes of a grid, across its slowest axis, fall to this rank; and a grid of these alone.
Part own_planes(MPI_Comm comm, const PointGrid& points);
PointGrid slab_of(PointGrid points, const Part& planes);

inline PointGrid own_slab(MPI_Comm comm, const PointGrid& points) {
  return slab_of(points, own_planes(comm, points));
}

}  // namespace loschmidt
