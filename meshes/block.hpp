// An index box of cells, [begin, end) on each axis: the cells of one rank, or a whole mesh.
#pragma once

#include <array>
#include <cstddef>

namespace loschmidt::meshes {

/// A position in an array over the mesh; x is index 0 and runs fastest. Absent axes are 0.
using Index = std::array<int, 3>;

struct Block {
  Index begin{0, 0, 0};
  Index end{0, 0, 0};

  int extent(int axis) const { return end[axis] - begin[axis]; }
  std::size_t size() const { return static_cast<std::size_t>(extent(0)) * extent(1) * extent(2); }
  /// Returns the position of a global index inside the block, x fastest.
  std::size_t local(const Index& i) const {
    return (i[0] - begin[0]) +
           static_cast<std::size_t>(extent(0)) *
               ((i[1] - begin[1]) + static_cast<std::size_t>(extent(1)) * (i[2] - begin[2]));
  }
  /// Returns the global index at a position inside the block.
  Index index(std::size_t position) const {
    const std::size_t row = position / extent(0);
    return {begin[0] + static_cast<int>(position % extent(0)),
            begin[1] + static_cast<int>(row % extent(1)),
            begin[2] + static_cast<int>(row / extent(1))};
  }
  bool operator==(const Block&) const = default;
};

/// Whether `a` precedes `b` in natural order, x fastest.
constexpr bool in_natural_order(const Index& a, const Index& b) {
  if (a[2] != b[2]) return a[2] < b[2];
  if (a[1] != b[1]) return a[1] < b[1];
  return a[0] < b[0];
}

/// Calls visit(index) for every index of the block in natural order, x fastest.
template <class Visitor>
void for_each(const Block& block, Visitor&& visit) {
  Index i{};
  for (i[2] = block.begin[2]; i[2] < block.end[2]; ++i[2])
    for (i[1] = block.begin[1]; i[1] < block.end[1]; ++i[1])
      for (i[0] = block.begin[0]; i[0] < block.end[0]; ++i[0]) visit(i);
}

}  // namespace loschmidt::meshes
