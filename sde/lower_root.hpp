// The lower triangular root L of a positive semidefinite tensor, L Lᵀ = D: Cholesky's factor, with
// a column of zeros where the pivot vanishes.
#pragma once

#include <array>
#include <cmath>

#include "sde/pack.hpp"
#include "sde/packed_tensor.hpp"

namespace loschmidt::sde {

template <int D>
PackedTensor lower_root(const PackedTensor& tensor) {
  PackedTensor root{};
  for (int j = 0; j < D; ++j) {
    double pivot = tensor[packed(j, j)];
    for (int k = 0; k < j; ++k) pivot -= root[packed(j, k)] * root[packed(j, k)];
    // A pivot this small is zero up to cancellation.
    if (pivot <= 1e-14 * tensor[packed(j, j)]) continue;
    root[packed(j, j)] = std::sqrt(pivot);
    for (int i = j + 1; i < D; ++i) {
      double entry = tensor[packed(i, j)];
      for (int k = 0; k < j; ++k) entry -= root[packed(i, k)] * root[packed(j, k)];
      root[packed(i, j)] = entry / root[packed(j, j)];
    }
  }
  return root;
}

/// Returns L w.
template <int D, class Real>
LOSCHMIDT_INLINE std::array<Real, D> lower_times(const PackedTensor& root,
                                                 const std::array<Real, D>& w) {
  std::array<Real, D> product;
  for (int i = 0; i < D; ++i) {
    product[i] = root[packed(i, i)] * w[i];
    for (int j = 0; j < i; ++j) product[i] += root[packed(i, j)] * w[j];
  }
  return product;
}

}  // namespace loschmidt::sde
