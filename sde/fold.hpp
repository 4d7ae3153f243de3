// Brings a coordinate that left its axis back inside: mirrored at walls, wrapped (any winding) on
// periodic axes. For looking tables up at a predictor; what walls do to a particle is
// sde/walls.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "meshes/mesh.hpp"

namespace loschmidt::stepper {

template <int D>
using Vector = std::array<double, D>;

/// NaN and infinity become NaN.
inline double fold(const Axis& axis, double x) {
  if (x >= axis.lower() && x <= axis.upper()) return x;
  const double length = axis.length();
  const double period = axis.periodic() ? length : 2 * length;
  double y = std::fmod(x - axis.lower(), period);
  if (y < 0) y += period;
  if (!axis.periodic() && y > length) y = period - y;
  return std::isnan(y) ? y : std::min(axis.lower() + y, axis.upper());
}

template <int D>
Vector<D> fold(const Mesh& mesh, const Vector<D>& x) {
  Vector<D> y;
  for (int a = 0; a < D; ++a) y[a] = fold(mesh.axis(a), x[a]);
  return y;
}

}  // namespace loschmidt::stepper
