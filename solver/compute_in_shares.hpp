// Computations on whole arrays and grids, shared out among ranks.
#pragma once

#include <mpi.h>

#include <functional>
#include <span>
#include <vector>

#include "meshes/points.hpp"
#include "parallel/failure.hpp"
#include "parallel/pauses.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::solver {

/// Returns, on every rank, the array of `size` values of which compute(first, last) returns the
/// values [first, last). Each rank computes one share. Collective. Errors: Failure on all ranks
/// where `compute` throws on one.
template <class Compute>
std::vector<double> compute_in_shares(MPI_Comm comm, std::size_t size, Compute&& compute) {
  const parallel::Share own = parallel::own_share(comm, size);
  std::vector<double> part;
  parallel::agree(comm, [&] { part = compute(own.begin, own.end); });
  return parallel::all_gather(comm, part, size);
}

/// Calls look(t) at each of the times. look evaluates this rank's share of formulas at so many
/// `points`. With `pauses` the run can be stopped between two times. Collective. Errors: Failure on
/// all ranks where `look` throws on one; those of the pauses.
void look_at_times(MPI_Comm comm, parallel::Pauses* pauses, std::size_t points,
                   std::span<const double> times, const std::function<void(double)>& look);

/// own_planes returns the planes of a grid, across its slowest axis, that belong to this rank.
/// slab_of returns the grid restricted to some planes, own_slab the grid restricted to this rank's.
parallel::Share own_planes(MPI_Comm comm, const meshes::PointGrid& points);
meshes::PointGrid slab_of(meshes::PointGrid points, const parallel::Share& planes);

inline meshes::PointGrid own_slab(MPI_Comm comm, const meshes::PointGrid& points) {
  return slab_of(points, own_planes(comm, points));
}

}  // namespace loschmidt::solver
