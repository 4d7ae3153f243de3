// The time factor β of separable coefficients f = β(t) f₀(x), D = β(t) D₀(x). They are stepped in
// the clock τ = ∫β dt, where they do not depend on time: docs/theory.md (14). Separability is
// recognised on tabulated values, not in the text. For other processes β = 1 and the clock is t.
#pragma once

#include <span>

#include "meshes/points.hpp"
#include "sde/sde.hpp"

namespace loschmidt::sde {

class TimeFactor {
 public:
  /// Compares the coefficients at `times` with those at one reference time, to 1e-12 of the largest
  /// value. Each time compares about 4096 of the points, another set each time. Errors:
  /// std::invalid_argument where a formula is not finite, or if D vanishes at all times.
  TimeFactor(const Sde& sde, const meshes::PointGrid& points, std::span<const double> times);

  bool separable() const { return separable_; }
  /// The time at which f₀ and D₀ are tabulated, where β is 1.
  double reference_time() const { return reference_time_; }
  double rate(double t) const;
  /// Returns ∫ β dt to roundoff, by adaptive quadrature. It is exact for polynomials up to degree
  /// 15, and finds jumps of β. Errors: std::invalid_argument where β varies too fast to be
  /// resolved.
  double integral(double from, double to) const;

 private:
  struct Probe {
    int axis = 0;
    meshes::Point x{};
    double diffusion_tensor = 0;
  };
  Probe largest_noise(const meshes::PointGrid& points, double t) const;
  double gauss(double from, double to) const;
  double refined(double from, double to, double whole, int depth, int& panels) const;
  bool factorises(const meshes::PointGrid& points, double t, std::size_t offset) const;

  const Sde* sde_;
  Probe probe_;
  double reference_time_;
  bool separable_;
};

}  // namespace loschmidt::sde
