// What the ends of the axes do to a step that a scheme proposed without them. Periodic axes wrap.
// At a reflecting wall the step is Lépingle's: given both its ends, the path between them is a
// Brownian bridge, whose minimum is drawn with one more uniform; what lies beyond the wall is
// pushed back (Skorokhod's reflection of the path, not of its end).
// D. Lépingle, Euler scheme for reflected stochastic differential equations, Mathematics and
// Computers in Simulation 38 (1995) 119–126.
#pragma once

#include <algorithm>
#include <cmath>

#include "sde/fold.hpp"

namespace loschmidt::stepper {

/// The minimum of a Brownian bridge from x to y whose steps have variance `variance` in all, at
/// the uniform u.
inline double bridge_minimum(double x, double y, double variance, double u) {
  const double rise = y - x;
  return 0.5 * (x + y - std::sqrt(rise * rise - 2 * variance * std::log(u)));
}

/// Does a bridge between two points at these distances from a wall stay away from it, but for a
/// probability of exp(−2·distance₀·distance₁/variance) < 1e-15?
inline bool far_from_wall(double from, double to, double variance) {
  return from > 0 && to > 0 && from * to > 18 * variance;
}

template <int D>
struct Walls {
  const Mesh& mesh;

  /// The end of a step from x (inside) to the proposal y. amplitude: of the noise in the step;
  /// uniforms(): D of them, drawn only where a wall is near.
  template <class Uniforms>
  Vector<D> operator()(const Vector<D>& x, const Vector<D>& y, const Vector<D>& amplitude,
                       double clock, Uniforms&& uniforms) const {
    Vector<D> end = y;
    for (int a = 0; a < D; ++a) {
      const Axis& axis = mesh.axis(a);
      if (axis.boundary() == Boundary::reflecting) {
        // One wall at a time, that nearer to x, seen as if it were at the left.
        const bool left = x[a] - axis.lower() < axis.upper() - x[a];
        const double from = left ? x[a] - axis.lower() : axis.upper() - x[a];
        const double to = left ? y[a] - axis.lower() : axis.upper() - y[a];
        const double variance = amplitude[a] * amplitude[a] * clock;
        if (!far_from_wall(from, to, variance)) {
          const double push = std::max(0.0, -bridge_minimum(from, to, variance, uniforms()[a]));
          end[a] += left ? push : -push;
        }
      }
      end[a] = fold(axis, end[a]);
    }
    return end;
  }
};

}  // namespace loschmidt::stepper
