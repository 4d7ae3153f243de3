// Drift and noise of the particles of an ensemble at one time, looked up in tables, per unit of
// clock.
#pragma once

#include <array>

#include "sde/lookup_table.hpp"
#include "sde/lower_root.hpp"
#include "sde/scheme.hpp"

namespace loschmidt::sde {

struct Coefficients;

/// Largest number of Wiener processes of matrix noise.
inline constexpr int most_noises = 16;

/// Coefficients at one time. With a repulsion κ the drift of absorbing axes is that of the table
/// plus κ D σ: sde/absorbing_axis.hpp.
struct ParticleCoefficients {
  LookupTable table;  // b_a; then g_a (diagonal) or the columns of g (matrix)
  NoiseLayout layout;
  int noises;           // Wiener processes
  PackedTensor tensor;  // additive: D, and its lower root
  PackedTensor root;
  double repulsion;                      // κ; if 0, absorbing axes absorb
  std::array<double, 3> largest_tensor;  // max D_aa, over the vertices

  /// Makes tables of zeros. Errors: std::invalid_argument for more than most_noises.
  ParticleCoefficients(const meshes::PointGrid& vertices, NoiseLayout layout, int noises,
                       double repulsion = 0, const MakeArray& make = own_array);
  /// Fills the tables with c, all components at all vertices.
  ParticleCoefficients(const meshes::PointGrid& vertices, const Coefficients& c, NoiseLayout layout,
                       double repulsion = 0);

  /// Fills the tables at the vertices from number `first` on. With first = 0 the tensor is set to
  /// that of the first vertex. Errors: std::invalid_argument for a diagonal layout of a full
  /// tensor.
  void add(std::size_t first, const Coefficients& c);
  /// Sets the tensor of additive noise, for tables whose first vertex was filled elsewhere.
  void set_tensor(const PackedTensor& everywhere);

  bool additive() const { return layout == NoiseLayout::additive; }

  /// drift returns b at x (inside the box), amplitude g_a of a diagonal layout, and column the
  /// column k of g of a matrix layout.
  template <int D, class Real>
  LOSCHMIDT_INLINE std::array<Real, D> drift(const std::array<Real, D>& x) const {
    return table.template at<D, D>(x);
  }
  template <int D, class Real>
  LOSCHMIDT_INLINE std::array<Real, D> amplitude(const std::array<Real, D>& x) const {
    return table.template at<D, D>(x, D);
  }
  template <int D, class Real>
  LOSCHMIDT_INLINE std::array<Real, D> column(const std::array<Real, D>& x, int k) const {
    return table.template at<D, D>(x, D * (1 + k));
  }

  /// Returns column a of D at x, for any layout.
  template <int D>
  std::array<double, D> tensor_column(const std::array<double, D>& x, int a) const;
};

template <int D>
std::array<double, D> ParticleCoefficients::tensor_column(const std::array<double, D>& x,
                                                          int a) const {
  std::array<double, D> result{};
  if (layout == NoiseLayout::additive) {
    for (int b = 0; b < D; ++b) result[b] = tensor[packed(a, b)];
  } else if (layout == NoiseLayout::diagonal) {
    const double g = amplitude<D>(x)[a];
    result[a] = g * g;
  } else {
    for (int k = 0; k < noises; ++k) {
      const auto g = column<D>(x, k);
      for (int b = 0; b < D; ++b) result[b] += g[a] * g[b];
    }
  }
  return result;
}

}  // namespace loschmidt::sde
