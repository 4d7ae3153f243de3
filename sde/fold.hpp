// Points outside the box, and how a scheme looks its tables up there. sde/walls.hpp has what walls
// do to a particle.
#pragma once

#include <array>
#include <cmath>

#include "meshes/mesh.hpp"
#include "sde/pack.hpp"

namespace loschmidt::sde::stepper {

/// A position or a drift, of one particle or of a pack.
template <int D, class Real = double>
using Vector = std::array<Real, D>;

/// The two ends of an axis, and whether they are the same place.
struct Ends {
  double lower;
  double upper;
  bool periodic;
};

template <int D>
struct Box {
  Ends axis[D];

  explicit Box(const meshes::Mesh& mesh) {
    for (int a = 0; a < D; ++a)
      axis[a] = {mesh.axis(a).lower(), mesh.axis(a).upper(), mesh.axis(a).periodic()};
  }
};

/// Maps a coordinate that left its axis back inside: mirrored at walls, wrapped (any winding) on
/// periodic axes. NaN and infinity become NaN. Drifts are looked up at this point, because
/// reflected paths have the same law at their end as mirrored ones.
LOSCHMIDT_INLINE double fold(const Ends& axis, double x) {
  if (x >= axis.lower && x <= axis.upper) return x;
  const double length = axis.upper - axis.lower;
  const double period = axis.periodic ? length : 2 * length;
  double y = std::fmod(x - axis.lower, period);
  if (y < 0) y += period;
  if (!axis.periodic && y > length) y = period - y;
  if (std::isnan(y)) return y;
  return axis.lower + y < axis.upper ? axis.lower + y : axis.upper;
}

template <class Set>
LOSCHMIDT_INLINE Pack<Set> fold(const Ends& axis, Pack<Set> x) {
  if (all((x >= axis.lower) & (x <= axis.upper))) return x;
  Pack<Set> folded = x;
  for (int lane = 0; lane < Set::lanes; ++lane) folded.v[lane] = fold(axis, double{x.v[lane]});
  return folded;
}

template <int D, class Real>
LOSCHMIDT_INLINE Vector<D, Real> fold(const Box<D>& box, const Vector<D, Real>& x) {
  Vector<D, Real> y;
  for (int a = 0; a < D; ++a) y[a] = fold(box.axis[a], x[a]);
  return y;
}

/// Continues a function of position smoothly beyond walls: its value lies as far below that at the
/// wall as the value at the mirror image lies above it. Noise is looked up this way, because
/// schemes approximate its derivatives by differences, which are wrong for a mirrored function.
template <int D, class Real, class Function>
LOSCHMIDT_INLINE Vector<D, Real> continued(const Box<D>& box, const Vector<D, Real>& x,
                                           Function&& function) {
  const Vector<D, Real> mirrored = fold<D>(box, x);
  Vector<D, Real> value = function(mirrored);
  auto outside = mirrored[0] != x[0];
  for (int a = 1; a < D; ++a) outside = outside | (mirrored[a] != x[a]);
  if (!any(outside)) return value;
  Vector<D, Real> wall = mirrored;
  for (int a = 0; a < D; ++a) {
    const Ends& axis = box.axis[a];
    if (axis.periodic) continue;
    const Real above = select(x[a] < Real(axis.lower), Real(axis.lower), x[a]);
    wall[a] = select(above > Real(axis.upper), Real(axis.upper), above);
  }
  const Vector<D, Real> at_wall = function(wall);
  for (int a = 0; a < D; ++a) value[a] = select(outside, 2 * at_wall[a] - value[a], value[a]);
  return value;
}

}  // namespace loschmidt::sde::stepper
