// A symmetric tensor without what the symmetry repeats: xx, yx, yy, zx, zy, zz.
#pragma once

#include <array>

namespace loschmidt::sde {

using PackedTensor = std::array<double, 6>;

/// Place of D_ij among its values.
constexpr int packed(int i, int j) {
  const int larger = i >= j ? i : j;
  const int smaller = i >= j ? j : i;
  return larger * (larger + 1) / 2 + smaller;
}

}  // namespace loschmidt::sde
