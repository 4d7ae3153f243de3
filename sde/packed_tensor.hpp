// Storage of a symmetric tensor without repeated entries: xx, yx, yy, zx, zy, zz.
#pragma once

#include <array>

namespace loschmidt::sde {

using PackedTensor = std::array<double, 6>;

/// Returns the position of D_ij among the packed values.
constexpr int packed(int i, int j) {
  const int larger = i >= j ? i : j;
  const int smaller = i >= j ? j : i;
  return larger * (larger + 1) / 2 + smaller;
}

}  // namespace loschmidt::sde
