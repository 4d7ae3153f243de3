// One step of each scheme for diagonal noise in D dimensions: docs/theory.md (15), (16).
// Kloeden & Platen 1992, sections 14.1 and 15.1.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "meshes/mesh.hpp"
#include "sde/ensemble.hpp"

namespace loschmidt::stepper {

template <int D>
using Vector = std::array<double, D>;

/// Brings a coordinate that left the axis back: mirrored at walls, wrapped on periodic axes.
/// Returns -1 where it was mirrored an odd number of times: directions are turned round there,
/// else 1. NaN and infinity become NaN.
inline double fold(const Axis& axis, double& x) {
  if (x >= axis.lower() && x <= axis.upper()) return 1;
  const double length = axis.length();
  const double period = axis.periodic() ? length : 2 * length;
  double y = std::fmod(x - axis.lower(), period);
  if (y < 0) y += period;
  const bool mirrored = !axis.periodic() && y > length;
  if (mirrored) y = period - y;
  x = std::isnan(y) ? y : std::min(axis.lower() + y, axis.upper());
  return mirrored ? -1 : 1;
}

template <int D>
Vector<D> keep_inside(const Mesh& mesh, Vector<D>& x) {
  Vector<D> orientation;
  for (int a = 0; a < D; ++a) orientation[a] = fold(mesh.axis(a), x[a]);
  return orientation;
}

/// x + b Δτ + g ΔW, b and g at the beginning of the step. Weak order 1, any noise.
template <int D, bool Additive>
struct EulerMaruyama {
  const Mesh& mesh;

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
    keep_inside<D>(mesh, y);
    return y;
  }
};

/// Predictor by Euler–Maruyama, corrector with the mean drift; noise of the mean variance of both
/// ends. A predictor mirrored at a wall sees the drift mirrored too. Weak order 2 for noise that
/// does not depend on x, and only there.
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
    const auto orientation = keep_inside<D>(mesh, predicted);
    const auto c = to.table.template at<D, D>(predicted);
    Vector<D> y;
    for (int a = 0; a < D; ++a)
      y[a] = x[a] + 0.5 * (b[a] + orientation[a] * c[a]) * clock + noise[a];
    keep_inside<D>(mesh, y);
    return y;
  }
};

}  // namespace loschmidt::stepper
