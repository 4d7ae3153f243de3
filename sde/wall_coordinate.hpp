// The Lamperti coordinate u = ∫ dr/√D(r) of the distance r from a wall, in which the noise is the
// same everywhere. For a D that is linear in r, u = 2r/(√D(0) + √D(r)). Kloeden & Platen 1992,
// section 4.4.
#pragma once

#include <algorithm>
#include <cmath>

namespace loschmidt::sde::stepper {

class WallCoordinate {
 public:
  /// Takes D at the wall (positive) and at the distance `depth` from it.
  WallCoordinate(double at_wall, double at_depth, double depth)
      : at_wall_(at_wall), root_(std::sqrt(at_wall)), slope_((at_depth - at_wall) / depth) {}

  /// Returns u at a distance, which is negative beyond the wall.
  double operator()(double distance) const { return 2 * distance / (root_ + amplitude(distance)); }
  double distance(double u) const { return u * (root_ + 0.25 * slope_ * u); }

  double amplitude(double distance) const {
    return std::sqrt(std::max(0.0, at_wall_ + slope_ * distance));
  }
  /// Returns √D(r)/r − 1/u(r), the part of a drift D/r that it has in this coordinate besides 1/u.
  double beyond_pole(double distance) const { return 0.5 * slope_ / (root_ + amplitude(distance)); }

 private:
  double at_wall_;
  double root_;
  double slope_;
};

}  // namespace loschmidt::sde::stepper
