// Drift and noise as the particles of an ensemble see them at one time: looked up in tables.
#pragma once

#include <array>

#include "sde/coefficients.hpp"
#include "sde/lookup_table.hpp"

namespace loschmidt {

/// Drift and noise amplitude (square root of the diagonal of D) at one time, per unit of clock.
struct ParticleCoefficients {
  LookupTable table;                // b_a, then g_a as well where the noise depends on x
  std::array<double, 3> amplitude;  // g_a, where it does not
  bool additive;

  /// vertices: where `c` (all components) was tabulated.
  ParticleCoefficients(const PointGrid& vertices, const Coefficients& c, bool additive_noise);

  /// g_a at x (inside the box).
  template <int D>
  std::array<double, D> amplitude_at(const std::array<double, D>& x) const {
    std::array<double, D> g;
    if (additive) {
      for (int a = 0; a < D; ++a) g[a] = amplitude[a];
    } else {
      const auto bg = table.template at<D, 2 * D>(x);
      for (int a = 0; a < D; ++a) g[a] = bg[D + a];
    }
    return g;
  }
};

}  // namespace loschmidt
