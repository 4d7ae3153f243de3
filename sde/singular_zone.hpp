// The neighbourhood of a singular end of an axis during one step. D vanishes there like r^α, α < 2,
// with r the distance from the end, and no scheme preserves the law. In z = r^(2−α), which is r
// itself in most models, the process is
//     dz = b dt + √(c z) dW,
// with b and c smooth. A step is one that is exact in law for constant b and c
// (sde/square_root_step.hpp), with b taken at the end and c at the particle, between two halves of
// the rest of the drift: docs/theory.md (16h).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "meshes/mesh.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/square_root_step.hpp"
#include "sde/wall_paths.hpp"

namespace loschmidt::sde::stepper {

/// The zone ends where the end of the axis is so many standard deviations of the step away.
inline constexpr double zone_deviations = 5;

/// The zone at one end of axis a. References outlive it.
template <int D>
class SingularZone {
 public:
  using Vector = std::array<double, D>;

  /// `upper` selects the end, which must be singular. `clock` is that of the step.
  SingularZone(const meshes::Axis& axis, int a, bool upper, const ParticleCoefficients& from,
               const ParticleCoefficients& to, double clock)
      : axis_(axis),
        a_(a),
        position_(upper ? axis.upper() : axis.lower()),
        inward_(upper ? -1 : 1),
        power_(2 - axis.singular_ends()[upper]->tensor_exponent),
        first_(axis.width(upper ? axis.cells() - 1 : 0)),
        from_(from),
        to_(to),
        clock_(clock) {}

  double distance(const Vector& x) const { return inward_ * (x[a_] - position_); }

  /// Returns the distance up to which particles take this step, with the other coordinates of x. It
  /// is at least the first cell, in which tables of noise are interpolated to 0; 0 without noise.
  double depth(const Vector& x) const {
    const double slope = slope_at(first_, x);
    if (!(slope > 0)) return 0;
    return std::max(first_, in_space(zone_deviations * zone_deviations * slope * clock_));
  }

  /// Returns coordinate a of the end of a step from x: inside, or NaN where an end that absorbs was
  /// met.
  template <std::size_t N>
  double end_of_step(const Vector& x, PathParts<N> parts) const {
    for (PathPart& part : parts) part.noise *= inward_;  // the noise of the distance
    const double at_end = 0.5 * (drift(from_, x, 0) + drift(to_, x, 0));
    double z = std::pow(std::max(0.0, distance(x)), power_);
    const double slope = std::max(slope_at(in_space(z), x), 1e-9 * slope_at(first_, x));
    z = moved_by_rest(from_, x, z);
    z = axis_.absorbing() ? absorbed_square_root_end(z, at_end, slope, parts)
                          : square_root_end(z, std::max(0.0, at_end), slope, parts);
    if (std::isnan(z)) return z;
    return position_ + inward_ * std::min(in_space(moved_by_rest(to_, x, z)), axis_.length());
  }

 private:
  double in_space(double z) const { return power_ == 1 ? z : std::pow(z, 1 / power_); }

  Vector at(Vector x, double r) const {
    x[a_] = position_ + inward_ * std::min(r, axis_.length());
    return x;
  }

  double tensor(const ParticleCoefficients& c, const Vector& x, double r) const {
    return c.tensor_column<D>(at(x, r), a_)[a_];
  }

  // Returns c at the distance r: D, from both tables, over r^α. It is interpolated between vertices
  // of the tables, because D at other places is interpolated from noise that vanishes like a root.
  double slope_at(double r, const Vector& x) const {
    const auto at_vertex = [&](double vertex) {
      const double mean = 0.5 * (tensor(from_, x, vertex) + tensor(to_, x, vertex));
      return power_ * power_ * mean * std::pow(vertex, power_ - 2);
    };
    if (r <= first_) return at_vertex(first_);
    const auto edges = axis_.edges();
    const int cell = axis_.locate(at(x, r)[a_]);
    const double near = inward_ * (edges[inward_ > 0 ? cell : cell + 1] - position_);
    const double far = inward_ * (edges[inward_ > 0 ? cell + 1 : cell] - position_);
    if (near <= 0) return at_vertex(far);
    return std::lerp(at_vertex(near), at_vertex(far), (r - near) / (far - near));
  }

  // Returns b at the distance r. For α ≠ 1 its terms are infinite at the end itself, and the value
  // at the first vertex is taken there.
  double drift(const ParticleCoefficients& c, const Vector& x, double r) const {
    if (power_ != 1) r = std::max(r, first_);
    const double b = inward_ * c.drift<D>(at(x, r))[a_];
    if (power_ == 1) return b;
    return power_ * std::pow(r, power_ - 2) * (r * b + 0.5 * (power_ - 1) * tensor(c, x, r));
  }

  // Returns z after half a step of the drift without its value at the end.
  double moved_by_rest(const ParticleCoefficients& c, const Vector& x, double z) const {
    const double rest = drift(c, x, in_space(z)) - drift(c, x, 0);
    return std::max(0.0, z + 0.5 * clock_ * rest);
  }

  const meshes::Axis& axis_;
  int a_;
  double position_;
  double inward_;  // +1 at the lower end, −1 at the upper
  double power_;   // 2 − α
  double first_;   // distance of the first vertex of the tables that is a face of the mesh
  const ParticleCoefficients& from_;
  const ParticleCoefficients& to_;
  double clock_;
};

/// The zones of all singular ends during one step. References outlive it.
template <int D>
class SingularZones {
 public:
  using Vector = std::array<double, D>;

  SingularZones(const meshes::Mesh& mesh, const ParticleCoefficients& from,
                const ParticleCoefficients& to, double clock)
      : mesh_(mesh), from_(from), to_(to), clock_(clock) {}

  /// Returns the zone of axis a that x is in.
  std::optional<SingularZone<D>> holding(int a, const Vector& x) const {
    const meshes::Axis& axis = mesh_.axis(a);
    if (!axis.singular()) return std::nullopt;
    const bool upper = !(x[a] - axis.lower() < axis.upper() - x[a]);
    const auto zone = at(a, upper);
    return zone && zone->distance(x) < zone->depth(x) ? zone : std::nullopt;
  }

  /// Returns the depth of the zone at an end in the middle of the other axes, 0 where there is
  /// none.
  double depth(int a, bool upper) const {
    const auto zone = at(a, upper);
    if (!zone) return 0;
    Vector middle;
    for (int b = 0; b < D; ++b) middle[b] = 0.5 * (mesh_.axis(b).lower() + mesh_.axis(b).upper());
    return zone->depth(middle);
  }

 private:
  std::optional<SingularZone<D>> at(int a, bool upper) const {
    const meshes::Axis& axis = mesh_.axis(a);
    const auto& end = axis.singular_ends()[upper];
    if (!end || !end->noise_rules) return std::nullopt;
    return SingularZone<D>(axis, a, upper, from_, to_, clock_);
  }

  const meshes::Mesh& mesh_;
  const ParticleCoefficients& from_;
  const ParticleCoefficients& to_;
  double clock_;
};

}  // namespace loschmidt::sde::stepper
