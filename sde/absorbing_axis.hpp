// The poles of the score at the ends of an axis. At an absorbing end where the noise does not
// vanish the density vanishes in proportion to the distance r from the end. If both ends are such,
// their poles are those of sin θ, θ = π (x − lower)/length, the density that Brownian motion
// approaches in the long run; if one is, its pole is that of r:
//     s = σ + pole of the profile + regular part,   σ(x) = (π/length) cot θ,  or ± 1/r.
// The profile is that of the ends where the noise vanishes (meshes/end_profile.hpp). Tables hold
// the rest of the score. The effect of σ on particles is known in closed form (sde/walls.hpp).
#pragma once

#include <cmath>
#include <numbers>

#include "meshes/axis.hpp"

namespace loschmidt::sde {

/// Returns +1 where the density vanishes at the lower end alone, −1 at the upper end alone, 0 at
/// both or at none.
inline int only_vanishing_end(const meshes::Axis& axis) {
  return int{axis.density_vanishes(0)} - int{axis.density_vanishes(axis.cells())};
}

/// Whether σ has a pole.
inline bool density_vanishes(const meshes::Axis& axis) {
  return axis.density_vanishes(0) || axis.density_vanishes(axis.cells());
}

/// Returns the density whose score is σ, at x inside.
inline double vanishing_density(const meshes::Axis& axis, double x) {
  if (const int end = only_vanishing_end(axis); end != 0)
    return end > 0 ? x - axis.lower() : axis.upper() - x;
  return std::sin(std::numbers::pi * (x - axis.lower()) / axis.length());
}

/// Returns σ at x, which is infinite at the ends where the density vanishes.
inline double absorbing_score(const meshes::Axis& axis, double x) {
  if (const int end = only_vanishing_end(axis); end != 0) return end / vanishing_density(axis, x);
  const double rate = std::numbers::pi / axis.length();
  return rate / std::tan(rate * (x - axis.lower()));
}

/// Whether the score has a pole at an end.
inline bool score_has_poles(const meshes::Axis& axis) {
  return density_vanishes(axis) || axis.singular();
}

/// Returns the part of the score that is known in closed form: σ and the pole of the profile.
inline double pole_score(const meshes::Axis& axis, double x) {
  return (density_vanishes(axis) ? absorbing_score(axis, x) : 0) + axis.profile_slope(x);
}

/// Returns σ − 1/r at the distance r from an end where the density vanishes.
inline double beyond_pole(const meshes::Axis& axis, double distance) {
  if (only_vanishing_end(axis) != 0) return 0;
  const double rate = std::numbers::pi / axis.length();
  const double angle = rate * distance;
  return angle < 1e-3 ? -rate * angle / 3 : rate / std::tan(angle) - 1 / distance;
}

/// Returns the position after dx = k σ(x) dt acted for a time, with strength = k·time, exactly:
/// cos θ decays as exp(−(π/length)² k t), and r² grows by 2 k t. The result is NaN if the path
/// leaves the axis (k < 0 only).
inline double absorbing_flow(const meshes::Axis& axis, double x, double strength) {
  if (const int end = only_vanishing_end(axis); end != 0) {
    const double r = vanishing_density(axis, x);
    const double moved = std::sqrt(r * r + 2 * strength);
    return end > 0 ? axis.lower() + moved : axis.upper() - moved;
  }
  const double rate = std::numbers::pi / axis.length();
  const double cosine = std::cos(rate * (x - axis.lower())) * std::exp(-rate * rate * strength);
  return axis.lower() + std::acos(cosine) / rate;
}

}  // namespace loschmidt::sde
