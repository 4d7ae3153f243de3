// The Brownian motion that drives one axis, (g ΔW)_a/√D_aa: what walls see of the noise of a step.
#pragma once

#include <cmath>

#include "sde/particle_coefficients.hpp"

namespace loschmidt::stepper {

/// Of a path at x with these increments of the Wiener processes; 0 where axis a has no noise.
template <int D, std::size_t N>
double along_axis(const ParticleCoefficients& c, const std::array<double, D>& x,
                  const std::array<double, N>& increment, int a) {
  double displacement = 0;
  double variance = 0;
  const auto add = [&](double g, double w) {
    displacement += g * w;
    variance += g * g;
  };
  if constexpr (N > 0) {
    if (c.layout == NoiseLayout::diagonal) return increment[a];
    if (c.layout == NoiseLayout::additive)
      for (int j = 0; j <= a; ++j) add(c.root[packed(a, j)], increment[j]);
    else
      for (int k = 0; k < c.noises; ++k) add(c.template column<D>(x, k)[a], increment[k]);
  }
  return variance > 0 ? displacement / std::sqrt(variance) : 0;
}

}  // namespace loschmidt::stepper
