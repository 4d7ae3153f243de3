// Products of Hermite polynomials of the standard normals of a step. They are orthogonal, and their
// means are 0: docs/theory.md (16g). With one normal the degree goes to 3; with several, the sum of
// the degrees goes to 2.
#pragma once

#include <array>

namespace loschmidt::sde {

/// Number of products of so many normals.
constexpr int hermite_products(int normals) {
  return normals == 1 ? 3 : normals * (normals + 3) / 2;
}

inline constexpr int most_controlled_noises = 3;
inline constexpr int most_hermite_products = hermite_products(most_controlled_noises);

/// Returns He_1, He_2 and He_3 of one normal; z_k, then z_k² − 1, then z_k z_l (k > l) of several.
template <int M>
constexpr std::array<double, hermite_products(M)> hermite(const std::array<double, M>& z) {
  if constexpr (M == 1) {
    return {z[0], z[0] * z[0] - 1, (z[0] * z[0] - 3) * z[0]};
  } else {
    std::array<double, hermite_products(M)> product{};
    int next = 2 * M;
    for (int k = 0; k < M; ++k) {
      product[k] = z[k];
      product[M + k] = z[k] * z[k] - 1;
      for (int l = 0; l < k; ++l) product[next++] = z[k] * z[l];
    }
    return product;
  }
}

/// Returns the variance of one of these products, which is that of its place.
constexpr double hermite_variance(int normals, int product) {
  if (normals == 1) return product == 0 ? 1 : product == 1 ? 2 : 6;
  return product >= normals && product < 2 * normals ? 2 : 1;
}

}  // namespace loschmidt::sde
