// The work of the paths of a particle's step (sde/transition.hpp), for parallel::Pauses.
#pragma once

#include "sde/scheme.hpp"

namespace loschmidt::roads {

/// Returns the work of so many ends of paths, in cells of a product: for Heun's scheme some 60 ns
/// each, and as much again for every wall that a path meets, beside 0.2 ns of a cell where vectors
/// stay in the cache.
inline double work_of_paths(sde::Scheme scheme, double ends) {
  return 300 * sde::traits_of(scheme).cost * ends;
}

}  // namespace loschmidt::roads
