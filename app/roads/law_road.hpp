// A road without particles as its comparison and the run file need it, whichever road it is.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "validation/road.hpp"

namespace loschmidt::roads {

/// The functions refer to what law_of() got, which must outlive this.
struct LawRoad {
  /// Cell masses at a stop of the reverse run. Collective.
  using MassAtStop = std::function<std::vector<double>(std::size_t stop)>;

  validation::Road road;
  MassAtStop reached;
  MassAtStop expected;
  std::vector<double> limit;  // per stop: the largest error that passes
  /// Errors per stop that are held against the limit as the distance is; empty if there are none.
  std::vector<double> other_errors{};
};

}  // namespace loschmidt::roads
