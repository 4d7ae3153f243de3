// What every road without particles returns: the laws that it reached, those that it should have
// reached, and its limit. The comparison and the run file need no more.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "validation/road.hpp"

namespace loschmidt::roads {

/// The road's own header has a function law_of() that makes it. Its arguments must outlive this.
struct LawRoad {
  /// Cell masses at a stop of the reverse run. Collective.
  using MassAtStop = std::function<std::vector<double>(std::size_t stop)>;

  validation::Road road;
  MassAtStop reached;
  MassAtStop expected;
  std::vector<double> limit;  // per stop: the largest error that passes
  /// Further errors per stop, compared with the limit like the L1 distance; empty if there are
  /// none.
  std::vector<double> other_errors{};
};

}  // namespace loschmidt::roads
