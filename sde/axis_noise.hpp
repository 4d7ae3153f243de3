// The Brownian increment that drives one axis, (g ΔW)_a/√D_aa. Walls use it as the noise of a step.
#pragma once

#include <cmath>

#include "sde/particle_coefficients.hpp"
#include "sde/step_noise.hpp"

namespace loschmidt::sde::stepper {

/// Returns the increment of axis a for a path at x with these increments of the Wiener processes; 0
/// where axis a has no noise.
template <int D>
double along_axis(const ParticleCoefficients& c, const std::array<double, D>& x,
                  const StepNoise<double>& noise, int a) {
  double displacement = 0;
  double variance = 0;
  const auto add = [&](double g, double w) {
    displacement += g * w;
    variance += g * g;
  };
  if (c.layout == NoiseLayout::diagonal) return noise.increment(a);
  if (c.layout == NoiseLayout::additive)
    for (int j = 0; j < D && j <= a; ++j) {
      const double g = c.root[packed(a, j)];
      if (g != 0) add(g, noise.increment(j));  // without noise no increment is drawn
    }
  else
    for (int k = 0; k < c.noises; ++k) add(c.column<D>(x, k)[a], noise.increment(k));
  return variance > 0 ? displacement / std::sqrt(variance) : 0;
}

}  // namespace loschmidt::sde::stepper
