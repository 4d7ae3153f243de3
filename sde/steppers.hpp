// One step of each scheme for diagonal noise in D dimensions: docs/theory.md (15), (16). A scheme
// knows of no walls: it returns the end of the step as if there were none (sde/walls.hpp finishes
// it), and looks tables up at predictors folded back into the box.
// Kloeden & Platen 1992, sections 14.1 and 15.1.
#pragma once

#include <cmath>

#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"

namespace loschmidt::stepper {

/// x + b Δτ + g ΔW, b and g at the beginning of the step. Weak order 1, any noise.
template <int D, bool Additive>
struct EulerMaruyama {
  Vector<D> operator()(const Vector<D>& x, const ParticleCoefficients& from,
                       const ParticleCoefficients&, double clock,
                       const Vector<D>& increment) const {
    Vector<D> y = x;
    if constexpr (Additive) {
      const auto b = from.table.template at<D, D>(x);
      for (int a = 0; a < D; ++a) y[a] += b[a] * clock + from.amplitude[a] * increment[a];
    } else {
      const auto bg = from.table.template at<D, 2 * D>(x);
      for (int a = 0; a < D; ++a) y[a] += bg[a] * clock + bg[D + a] * increment[a];
    }
    return y;
  }
};

/// Predictor by Euler–Maruyama, corrector with the mean drift; noise of the mean variance of both
/// ends. Weak order 2 for noise that does not depend on x, and only there.
template <int D>
struct Heun {
  const Mesh& mesh;

  Vector<D> operator()(const Vector<D>& x, const ParticleCoefficients& from,
                       const ParticleCoefficients& to, double clock,
                       const Vector<D>& increment) const {
    const auto b = from.table.template at<D, D>(x);
    Vector<D> noise;
    Vector<D> predicted;
    for (int a = 0; a < D; ++a) {
      const double variance =
          0.5 * (from.amplitude[a] * from.amplitude[a] + to.amplitude[a] * to.amplitude[a]);
      noise[a] = std::sqrt(variance) * increment[a];
      predicted[a] = x[a] + b[a] * clock + noise[a];
    }
    const auto c = to.table.template at<D, D>(fold<D>(mesh, predicted));
    Vector<D> y;
    for (int a = 0; a < D; ++a) y[a] = x[a] + 0.5 * (b[a] + c[a]) * clock + noise[a];
    return y;
  }
};

}  // namespace loschmidt::stepper
