// Drift and noise as the particles of an ensemble see them at one time: looked up in tables, per
// unit of clock.
#pragma once

#include <array>

#include "sde/lookup_table.hpp"
#include "sde/lower_root.hpp"
#include "sde/scheme.hpp"

namespace loschmidt::sde {

struct Coefficients;

/// Wiener processes that matrix noise may have.
inline constexpr int most_noises = 16;

/// With a repulsion κ the drift of absorbing axes is that of the table and κ D σ:
/// absorbing_axis.hpp
struct ParticleCoefficients {
  LookupTable table;  // b_a; then g_a (diagonal) or the columns of g (matrix)
  NoiseLayout layout;
  int noises;           // Wiener processes
  PackedTensor tensor;  // additive: D, and its lower root
  PackedTensor root;
  double repulsion;                      // κ; 0: absorbing axes absorb
  std::array<double, 3> largest_tensor;  // max D_aa, over the vertices

  /// Nothing but zeros yet. Errors: std::invalid_argument for more than most_noises.
  ParticleCoefficients(const meshes::PointGrid& vertices, NoiseLayout layout, int noises,
                       double repulsion = 0, const MakeArray& make = own_array);
  /// c: all components at all vertices.
  ParticleCoefficients(const meshes::PointGrid& vertices, const Coefficients& c, NoiseLayout layout,
                       double repulsion = 0);

  /// Those at the vertices from number `first` on; the tensor is that of the first. Errors:
  /// std::invalid_argument for a diagonal layout of a full tensor.
  void add(std::size_t first, const Coefficients& c);
  /// The tensor of additive noise, found elsewhere.
  void set_tensor(const PackedTensor& everywhere);

  bool additive() const { return layout == NoiseLayout::additive; }

  /// At x, inside the box: b; g_a of a diagonal layout; column k of g of a matrix layout.
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

  /// Column a of D at x, whatever the layout.
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
