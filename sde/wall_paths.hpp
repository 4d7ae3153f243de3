// One step of a path near a wall at 0, in a coordinate in which its noise is a Brownian motion and
// its drift is frozen. A step has one part, or, for a twin, the two steps that it shadows as its
// parts, so that both meet the wall on the same path. Between the ends of a part the path is a
// Brownian bridge for any drift.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

namespace loschmidt::sde::stepper {

struct PathPart {
  double clock;
  double noise;    // ΔW, of variance `clock`
  double uniform;  // in (0, 1)
};

template <std::size_t N>
using PathParts = std::array<PathPart, N>;

/// A bridge meets the wall with a probability of at most exp(−largest_exponent) = 1e-15 beyond this
/// exponent, and is then taken not to meet it.
inline constexpr double largest_exponent = 35;

/// Whether a bridge between two distances from the wall can have met it.
inline bool may_meet(double from, double to, double variance) {
  return from <= 0 || to <= 0 || 2 * from * to < largest_exponent * variance;
}

/// Returns the minimum of a bridge from x to y.
inline double bridge_minimum(double x, double y, double variance, double uniform) {
  const double rise = y - x;
  return 0.5 * (x + y - std::sqrt(rise * rise - 2 * variance * std::log(uniform)));
}

/// Returns the end of Lépingle's step, exact for this path: Skorokhod's reflection pushes the path
/// by as much as its minimum lies beyond the wall.
template <std::size_t N>
double reflected_end(double x, double drift, const PathParts<N>& parts) {
  for (const PathPart& part : parts) {
    const double y = x + drift * part.clock + part.noise;
    x = y + std::max(0.0, -bridge_minimum(x, y, part.clock, part.uniform));
  }
  return x;
}

/// Whether the path met the wall. A bridge meets it with probability exp(−2xy/clock).
template <std::size_t N>
bool meets_wall(double x, double drift, const PathParts<N>& parts) {
  for (const PathPart& part : parts) {
    const double y = x + drift * part.clock + part.noise;
    if (y <= 0 || part.uniform < std::exp(-2 * x * y / part.clock)) return true;
    x = y;
  }
  return false;
}

/// Returns the end of a step with the additional drift κ/x: half of the frozen drift, a step of the
/// Bessel process of dimension 1 + 2κ, and the other half of the drift. For κ = 1 that process is
/// the distance of a Brownian motion in space from the origin. The noise is one of its components,
/// and the square of the others is exponential. For other κ the square has the right mean.
template <std::size_t N>
double repelled_end(double x, double drift, double repulsion, const PathParts<N>& parts) {
  double clock = 0;
  for (const PathPart& part : parts) clock += part.clock;
  x += 0.5 * drift * clock;
  for (const PathPart& part : parts) {
    const double along = x + part.noise;
    x = std::sqrt(along * along - 2 * repulsion * part.clock * std::log(part.uniform));
  }
  return std::abs(x + 0.5 * drift * clock);
}

}  // namespace loschmidt::sde::stepper
