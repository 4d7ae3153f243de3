// The poles of the score on an axis whose two ends absorb. The density vanishes there in proportion
// to the distance from the end. The poles are those of sin θ, θ = π (x − lower)/length, the density
// that Brownian motion approaches in the long run:
//     s = σ + regular part,   σ(x) = d/dx log sin θ = (π/length) cot θ.
// Tables hold the regular part. The effect of σ on particles is known in closed form
// (sde/walls.hpp).
#pragma once

#include <cmath>
#include <numbers>

#include "meshes/axis.hpp"

namespace loschmidt::sde {

/// Returns σ at x, which is infinite at both ends.
inline double absorbing_score(const meshes::Axis& axis, double x) {
  const double rate = std::numbers::pi / axis.length();
  return rate / std::tan(rate * (x - axis.lower()));
}

/// Returns σ − 1/r at the distance r from the lower end.
inline double beyond_pole(const meshes::Axis& axis, double distance) {
  const double rate = std::numbers::pi / axis.length();
  const double angle = rate * distance;
  return angle < 1e-3 ? -rate * angle / 3 : rate / std::tan(angle) - 1 / distance;
}

/// Returns the position after dx = k σ(x) dt acted for a time, with strength = k·time, exactly: cos
/// θ decays as exp(−(π/length)² k t). The result is NaN if the path leaves the axis (k < 0 only).
inline double absorbing_flow(const meshes::Axis& axis, double x, double strength) {
  const double rate = std::numbers::pi / axis.length();
  const double cosine = std::cos(rate * (x - axis.lower())) * std::exp(-rate * rate * strength);
  return axis.lower() + std::acos(cosine) / rate;
}

}  // namespace loschmidt::sde
