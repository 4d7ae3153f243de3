// Platen's explicit scheme of weak order 2 for diagonal noise that depends on x: docs/theory.md
// (16a). Kloeden & Platen 1992, section 15.1, (1.3), with time as one more coordinate.
#pragma once

#include <cmath>

#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/step_noise.hpp"

namespace loschmidt::sde::stepper {

template <int D>
class Platen {
 public:
  /// Number of pairs of axes; each pair has a two-point variable.
  static constexpr int pairs = D * (D - 1) / 2;
  static NoiseCount count(const ParticleCoefficients&) { return {D, pairs}; }

  Platen(const Box<D>& box, const ParticleCoefficients& from, const ParticleCoefficients& to,
         double clock)
      : box_(box), from_(&from), to_(&to), clock_(clock), root_(std::sqrt(clock)) {}

  template <class Real>
  LOSCHMIDT_INLINE Vector<D, Real> operator()(const Vector<D, Real>& x,
                                              const StepNoise<Real>& noise) const {
    const auto dw = first_increments<D>(noise);
    const auto bg = from_->table.template at<D, 2 * D>(x);
    Vector<D, Real> drifted;
    Vector<D, Real> predicted;
    for (int a = 0; a < D; ++a) {
      drifted[a] = x[a] + bg[a] * clock_;
      predicted[a] = drifted[a] + bg[D + a] * dw[a];
    }
    const auto c = to_->drift<D>(fold<D>(box_, predicted));
    Vector<D, Real> y;
    for (int a = 0; a < D; ++a) {
      y[a] = x[a] + 0.5 * (bg[a] + c[a]) * clock_;
      // g_a displaced by the noise of axis a itself.
      const auto [up, down] = both_sides(*to_, drifted, a, bg[D + a] * root_);
      y[a] += 0.25 * ((up[a] + down[a] + 2 * bg[D + a]) * dw[a] +
                      (up[a] - down[a]) * (dw[a] * dw[a] - clock_) / root_);
    }
    for (int r = 0; D > 1 && r < D; ++r) {
      // The other g_a, displaced by the noise of axis r.
      const auto [up, down] = both_sides(*from_, x, r, bg[D + r] * root_);
      for (int a = 0; a < D; ++a)
        if (a != r)
          y[a] += 0.25 * ((up[a] + down[a] - 2 * bg[D + a]) * dw[a] +
                          (up[a] - down[a]) * (dw[a] * dw[r] + area(noise, r, a)) / root_);
    }
    return y;
  }

 private:
  template <class Real>
  struct Sides {
    Vector<D, Real> up;
    Vector<D, Real> down;
  };
  // Returns g at y ± h e_a.
  template <class Real>
  LOSCHMIDT_INLINE Sides<Real> both_sides(const ParticleCoefficients& c, Vector<D, Real> y, int a,
                                          Real h) const {
    const Real middle = y[a];
    const auto amplitude = [&](const Vector<D, Real>& at) { return c.amplitude<D>(at); };
    y[a] = middle + h;
    const auto up = continued<D>(box_, y, amplitude);
    y[a] = middle - h;
    return {up, continued<D>(box_, y, amplitude)};
  }

  // Returns V_ra = −V_ar = ±Δτ.
  template <class Real>
  LOSCHMIDT_INLINE Real area(const StepNoise<Real>& noise, int r, int a) const {
    return r < a ? noise.sign(pair(a, r)) * clock_ : -(noise.sign(pair(r, a)) * clock_);
  }

  Box<D> box_;
  const ParticleCoefficients* from_;
  const ParticleCoefficients* to_;
  double clock_;
  double root_;
};

}  // namespace loschmidt::sde::stepper
