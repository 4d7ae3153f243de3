// One step of the schemes of one or two stages in D dimensions: docs/theory.md (15), (16). A scheme
// knows of no walls: it returns the end of the step as if there were none (sde/walls.hpp finishes
// it), and looks tables up at predictors folded back into the box. Each states what noise it takes.
// Those of more stages are in sde/platen.hpp and sde/dri1.hpp.
// Kloeden & Platen 1992, sections 14.1 and 15.1.
#pragma once

#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/step_noise.hpp"

namespace loschmidt::stepper {

/// x + b Δτ + g ΔW, b and g at the beginning of the step. Weak order 1, any noise.
template <int D, NoiseLayout Layout>
struct EulerMaruyama {
  using Noise = StepNoise<Layout == NoiseLayout::matrix ? most_noises : D, 0>;
  static NoiseCount count(const ParticleCoefficients& c) {
    return {Layout == NoiseLayout::matrix ? c.noises : D, 0};
  }

  Vector<D> operator()(const Vector<D>& x, const ParticleCoefficients& from,
                       const ParticleCoefficients&, double clock, const Noise& noise) const {
    Vector<D> y = x;
    if constexpr (Layout == NoiseLayout::additive) {
      const auto b = from.drift<D>(x);
      const auto displacement = lower_times<D>(from.root, noise.increment);
      for (int a = 0; a < D; ++a) y[a] += b[a] * clock + displacement[a];
    } else if constexpr (Layout == NoiseLayout::diagonal) {
      const auto bg = from.table.template at<D, 2 * D>(x);
      for (int a = 0; a < D; ++a) y[a] += bg[a] * clock + bg[D + a] * noise.increment[a];
    } else {
      const auto b = from.drift<D>(x);
      for (int a = 0; a < D; ++a) y[a] += b[a] * clock;
      for (int k = 0; k < from.noises; ++k) {
        const auto g = from.column<D>(x, k);
        for (int a = 0; a < D; ++a) y[a] += g[a] * noise.increment[k];
      }
    }
    return y;
  }
};

/// Predictor by Euler–Maruyama, corrector with the mean drift; noise of the mean tensor of both
/// ends. Weak order 2 for noise that does not depend on x, and only there.
template <int D>
struct Heun {
  using Noise = StepNoise<D, 0>;
  static NoiseCount count(const ParticleCoefficients&) { return {D, 0}; }
  const Mesh& mesh;

  Vector<D> operator()(const Vector<D>& x, const ParticleCoefficients& from,
                       const ParticleCoefficients& to, double clock, const Noise& noise) const {
    PackedTensor mean;
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] = 0.5 * (from.tensor[i] + to.tensor[i]);
    const auto displacement = lower_times<D>(lower_root<D>(mean), noise.increment);
    const auto b = from.drift<D>(x);
    Vector<D> predicted;
    for (int a = 0; a < D; ++a) predicted[a] = x[a] + b[a] * clock + displacement[a];
    const auto c = to.drift<D>(fold<D>(mesh, predicted));
    Vector<D> y;
    for (int a = 0; a < D; ++a) y[a] = x[a] + 0.5 * (b[a] + c[a]) * clock + displacement[a];
    return y;
  }
};

/// Heun's step of a process without noise. Order 2.
template <int D>
struct Ode {
  using Noise = StepNoise<0, 0>;
  static NoiseCount count(const ParticleCoefficients&) { return {0, 0}; }
  const Mesh& mesh;

  Vector<D> operator()(const Vector<D>& x, const ParticleCoefficients& from,
                       const ParticleCoefficients& to, double clock, const Noise&) const {
    const auto b = from.drift<D>(x);
    Vector<D> y;
    for (int a = 0; a < D; ++a) y[a] = x[a] + b[a] * clock;
    const auto c = to.drift<D>(fold<D>(mesh, y));
    for (int a = 0; a < D; ++a) y[a] = x[a] + 0.5 * (b[a] + c[a]) * clock;
    return y;
  }
};

}  // namespace loschmidt::stepper
