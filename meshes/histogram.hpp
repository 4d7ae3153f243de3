// Counts of particles in the cells of a mesh. Counts are integers, so the histograms of parts of an
// ensemble have the same sum in any order.
#pragma once

#include <cstdint>
#include <vector>

namespace loschmidt::meshes {

struct Histogram {
  std::vector<std::uint64_t> counts;  // per cell, natural order
  std::uint64_t outside = 0;          // particles in no cell

  Histogram() = default;
  explicit Histogram(std::size_t cells) : counts(cells, 0) {}

  void add(std::ptrdiff_t cell) {
    if (cell < 0)
      ++outside;
    else
      ++counts[cell];
  }
  std::uint64_t particles() const {
    std::uint64_t sum = outside;
    for (const auto c : counts) sum += c;
    return sum;
  }
};

}  // namespace loschmidt::meshes
