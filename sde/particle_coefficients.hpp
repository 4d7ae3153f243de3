// Drift and noise as the particles of an ensemble see them at one time: looked up in tables.
#pragma once

#include <array>

#include "sde/coefficients.hpp"
#include "sde/lookup_table.hpp"

namespace loschmidt {

/// Drift and noise amplitude (square root of the diagonal of D) at one time, per unit of clock.
/// With a repulsion κ the drift of absorbing axes is that of the table and κ D σ:
/// absorbing_axis.hpp
struct ParticleCoefficients {
  LookupTable table;                // b_a, then g_a as well where the noise depends on x
  std::array<double, 3> amplitude;  // g_a, where it does not
  bool additive;
  double repulsion;                      // κ; 0: absorbing axes absorb
  std::array<double, 3> largest_tensor;  // max D_aa, over the vertices

  /// vertices: where `c` (all components) was tabulated.
  ParticleCoefficients(const PointGrid& vertices, const Coefficients& c, bool additive_noise,
                       double repulsion = 0);

  /// Column a of D at x (inside the box).
  template <int D>
  std::array<double, D> tensor_column(const std::array<double, D>& x, int a) const {
    std::array<double, D> column{};
    const double g = additive ? amplitude[a] : table.template at<D, 2 * D>(x)[D + a];
    column[a] = g * g;
    return column;
  }
};

}  // namespace loschmidt
