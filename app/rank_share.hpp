// Work on the points of a grid, shared out among ranks.
#pragma once

#include <mpi.h>

#include "meshes/points.hpp"

namespace loschmidt {

/// The part of a point grid that falls to this rank: a slab of its slowest axis.
PointGrid share_of(MPI_Comm comm, PointGrid points);

}  // namespace loschmidt
