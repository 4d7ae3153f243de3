// Points outside the box, at which a scheme looks its tables up; what walls do to a particle is
// sde/walls.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "meshes/mesh.hpp"

namespace loschmidt::stepper {

template <int D>
using Vector = std::array<double, D>;

/// Brings a coordinate that left its axis back inside: mirrored at walls, wrapped (any winding) on
/// periodic axes. NaN and infinity become NaN. That is where a drift is to be looked up: reflected
/// paths end as if mirrored.
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

/// A function of position continued smoothly beyond walls: as much below its value at the wall as
/// it is above it at the mirror image. That is how noise is to be looked up: schemes take its
/// derivatives from differences, which a mirrored function spoils.
template <int D, class Function>
Vector<D> continued(const Mesh& mesh, const Vector<D>& x, Function&& function) {
  const Vector<D> mirrored = fold<D>(mesh, x);
  Vector<D> value = function(mirrored);
  if (mirrored == x) return value;
  Vector<D> wall = mirrored;
  for (int a = 0; a < D; ++a)
    if (const Axis& axis = mesh.axis(a); !axis.periodic())
      wall[a] = std::clamp(x[a], axis.lower(), axis.upper());
  const Vector<D> at_wall = function(wall);
  for (int a = 0; a < D; ++a) value[a] = 2 * at_wall[a] - value[a];
  return value;
}

}  // namespace loschmidt::stepper
