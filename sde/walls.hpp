// The action of the ends of the axes on a step that a scheme proposed without them. Periodic axes
// wrap. Near a wall the path between both ends of the step is a Brownian bridge in the Lamperti
// coordinate of the distance from the wall. A reflecting wall pushes the path by as much as its
// minimum, drawn with one more uniform, lies beyond the wall (Skorokhod's reflection of the path,
// not of its end). An absorbing wall removes the particle with the probability that the path met
// it. If the coefficients have a repulsion κ > 0, the particle takes instead a step of the Bessel
// process of dimension 1 + 2κ, which stays inside by itself. All moves are along the co-normal D n.
// Near an end where the noise vanishes the step is that of sde/singular_zone.hpp.
// docs/theory.md, Walls. D. Lépingle, Euler scheme for reflected stochastic differential equations,
// Mathematics and Computers in Simulation 38 (1995) 119–126; E. Gobet, Weak approximation of killed
// diffusion using Euler schemes, Stochastic Processes and their Applications 87 (2000) 167–197.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "sde/absorbing_axis.hpp"
#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/singular_zone.hpp"
#include "sde/step_noise.hpp"
#include "sde/wall_coordinate.hpp"
#include "sde/wall_paths.hpp"

namespace loschmidt::sde::stepper {

/// The coordinate of a particle that a wall absorbed.
inline constexpr double absorbed = std::numeric_limits<double>::quiet_NaN();

template <int D>
bool is_absorbed(const Vector<D>& x) {
  return std::ranges::any_of(x, [](double v) { return std::isnan(v); });
}

/// The part of the box that walls cannot affect within one step. A step that starts and ends there
/// is final as the scheme proposed it.
template <int D>
struct InteriorRegion {
  Vector<D> lower;
  Vector<D> upper;

  /// Whether x lies in the region; false for NaN.
  template <class Real>
  LOSCHMIDT_INLINE typename Lanes<Real>::Mask holds(const Vector<D, Real>& x) const {
    typename Lanes<Real>::Mask clear = (x[0] > lower[0]) & (x[0] < upper[0]);
    for (int a = 1; a < D; ++a) clear = clear & (x[a] > lower[a]) & (x[a] < upper[a]);
    return clear;
  }
};

/// The walls during one step, with the coefficients at its beginning and end.
template <int D>
class Walls {
 public:
  Walls(const meshes::Mesh& mesh, const ParticleCoefficients& from, const ParticleCoefficients& to,
        double clock)
      : mesh_(mesh),
        box_(mesh),
        from_(from),
        to_(to),
        clock_(clock),
        zones_(mesh, from, to, clock) {
    for (int a = 0; a < D; ++a) {
      variance_[a] = clock * std::max(from.largest_tensor[a], to.largest_tensor[a]);
      const meshes::Axis& axis = mesh.axis(a);
      const double margin = axis.periodic() ? 0
                            : repels(a)     ? axis.length()
                                            : std::sqrt(variance_[a] * largest_exponent / 2);
      clear_.lower[a] = axis.lower() + std::max(margin, zones_.depth(a, false));
      clear_.upper[a] = axis.upper() - std::max(margin, zones_.depth(a, true));
    }
  }

  const InteriorRegion<D>& clear() const { return clear_; }

  /// Returns the end of one whole step of a scheme from x, inside or absorbed. Errors:
  /// std::runtime_error where the scheme's proposal is not finite.
  template <class Scheme, class Parts>
  Vector<D> step(const Scheme& scheme, const Vector<D>& x, const StepNoise<double>& noise,
                 Parts&& parts) const {
    const Vector<D> start = begin(x);
    if (is_absorbed<D>(start)) return start;
    const Vector<D> proposed = scheme(start, noise);
    require_finite(proposed);
    return finish(x, proposed, parts);
  }

  /// Returns the point from which a scheme starts its step from x (inside or absorbed), after half
  /// of the repulsion.
  Vector<D> begin(const Vector<D>& x) const {
    Vector<D> y = x;
    if (is_absorbed<D>(x)) return y;
    for (int a = 0; a < D; ++a)
      if (flows(a, x)) repel(a, from_, y);
    return y;
  }

  /// Returns the end of the step from x for which a scheme, started at begin(x), proposed y:
  /// inside, or with a component that is `absorbed`. parts() is called only where a wall is near.
  template <class Parts>
  Vector<D> finish(const Vector<D>& x, Vector<D> y, Parts&& parts) const {
    for (int a = 0; a < D; ++a)
      if (const auto zone = zones_.holding(a, x))
        y[a] = zone->end_of_step(begin(x), parts(a));
      else if (!mesh_.axis(a).periodic() && !flows(a, x) && wall_is_near(a, x, y))
        meet(a, x, y, parts(a));
    for (int a = 0; a < D; ++a) {
      const meshes::Axis& axis = mesh_.axis(a);
      if (axis.absorbing() && from_.repulsion == 0)
        y[a] = y[a] > axis.lower() && y[a] < axis.upper() ? y[a] : absorbed;
      else
        y[a] = fold(box_.axis[a], y[a]);
    }
    for (int a = 0; a < D; ++a)
      if (flows(a, x)) repel(a, to_, y);
    return y;
  }

 private:
  static void require_finite(const Vector<D>& y) {
    if (std::ranges::all_of(y, [](double v) { return std::isfinite(v); })) return;
    throw std::runtime_error(
        "a particle's position is not finite: the drift table is too steep for these steps; take "
        "more reverse.steps");
  }

  // The wall of an axis that is nearer to x. Distances grow inwards, as from a lower wall.
  struct Wall {
    double position;
    double inward;

    Wall(const meshes::Axis& axis, double x) {
      const bool left = x - axis.lower() < axis.upper() - x;
      position = left ? axis.lower() : axis.upper();
      inward = left ? 1 : -1;
    }
    double distance(double x) const { return inward * (x - position); }
  };

  // The coordinate and the direction of the noise near the wall.
  struct Layer {
    WallCoordinate u;
    Vector<D> conormal;  // D n/(nᵀ D n), n the axis
  };

  bool repels(int a) const { return from_.repulsion != 0 && density_vanishes(mesh_.axis(a)); }

  // Whether x is within four standard deviations of the wall, where the pole of a repulsion is too
  // steep for a scheme.
  bool bessel(int a, const Vector<D>& x) const {
    const meshes::Axis& axis = mesh_.axis(a);
    const Wall wall(axis, x[a]);
    if (!axis.density_vanishes(wall.inward > 0 ? 0 : axis.cells())) return false;
    const double distance = wall.distance(x[a]);
    return from_.repulsion > 0 && distance * distance < 16 * variance_[a];
  }

  // Whether the repulsion of axis a acts on a step from x by its flow, before and after the scheme.
  bool flows(int a, const Vector<D>& x) const { return repels(a) && !bessel(a, x); }

  bool wall_is_near(int a, const Vector<D>& x, const Vector<D>& y) const {
    const Wall wall(mesh_.axis(a), x[a]);
    return may_meet(wall.distance(x[a]), wall.distance(y[a]), variance_[a]);
  }

  // Takes half a step of dx = κ D σ along the co-normal, with D at the midpoint.
  void repel(int a, const ParticleCoefficients& c, Vector<D>& y) const {
    const auto moved = [&](const Vector<D>& at, double clock) {
      const Vector<D> column = c.tensor_column<D>(at, a);
      const double end = absorbing_flow(mesh_.axis(a), y[a], c.repulsion * column[a] * clock);
      Vector<D> result = y;
      for (int b = 0; b < D; ++b) result[b] += (end - y[a]) * column[b] / column[a];
      result[a] = end;
      return fold<D>(box_, result);
    };
    y = moved(c.additive() ? y : moved(y, 0.25 * clock_), 0.5 * clock_);
  }

  // Returns nothing at a wall where the noise vanishes; there the drift acts alone.
  std::optional<Layer> layer_at(int a, const Wall& wall, const Vector<D>& x,
                                const Vector<D>& y) const {
    const double reached = std::max(wall.distance(x[a]), std::abs(wall.distance(y[a])));
    const double depth =
        std::min(std::max(reached, std::sqrt(variance_[a])), mesh_.axis(a).length());
    Vector<D> point;
    for (int b = 0; b < D; ++b) point[b] = 0.5 * (x[b] + y[b]);
    point = fold<D>(box_, point);
    point[a] = wall.position;
    Vector<D> column = mean_column(a, point);
    point[a] += wall.inward * depth;
    const double inside = mean_column(a, point)[a];
    if (!(column[a] > 1e-9 * inside)) return std::nullopt;
    const double normal = column[a];
    for (double& c : column) c /= normal;
    return Layer{WallCoordinate(normal, inside, depth), column};
  }

  Vector<D> mean_column(int a, const Vector<D>& point) const {
    Vector<D> column = from_.tensor_column<D>(point, a);
    const Vector<D> late = to_.tensor_column<D>(point, a);
    for (int b = 0; b < D; ++b) column[b] = 0.5 * (column[b] + late[b]);
    return column;
  }

  // Moves y by the action of the wall on the path from x, in the coordinate of the layer.
  template <class Parts>
  void meet(int a, const Vector<D>& x, Vector<D>& y, Parts parts) const {
    const meshes::Axis& axis = mesh_.axis(a);
    const Wall wall(axis, x[a]);
    const auto layer = layer_at(a, wall, x, y);
    if (!layer) return;
    const double from = wall.distance(x[a]);
    const double to = wall.distance(y[a]);
    const double u = layer->u(from);
    double drift = layer->u(to) - u;
    for (PathPart& part : parts) {
      part.noise *= wall.inward;
      drift -= part.noise;
    }
    drift /= clock_;
    if (axis.boundary() == meshes::Boundary::reflecting) {
      move(a, wall, *layer, reflected_end(u, drift, parts), y);
    } else if (repels(a)) {
      drift += from_.repulsion *
               (layer->u.beyond_pole(from) + layer->u.amplitude(from) * beyond_pole(axis, from));
      move(a, wall, *layer, repelled_end(u, drift, from_.repulsion, parts), y);
    } else if (meets_wall(u, drift, parts)) {
      y[a] = absorbed;
    }
  }

  // Moves y along the co-normal to the point where its coordinate is u.
  void move(int a, const Wall& wall, const Layer& layer, double u, Vector<D>& y) const {
    const double push = wall.position + wall.inward * layer.u.distance(u) - y[a];
    for (int b = 0; b < D; ++b) y[b] += push * layer.conormal[b];
  }

  const meshes::Mesh& mesh_;
  Box<D> box_;
  const ParticleCoefficients& from_;
  const ParticleCoefficients& to_;
  double clock_;
  SingularZones<D> zones_;
  Vector<D> variance_;  // variance of the step's noise, the largest anywhere
  InteriorRegion<D> clear_;
};

}  // namespace loschmidt::sde::stepper
