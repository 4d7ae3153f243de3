// The scheme DRI1 of weak order 2 for any noise that depends on x: docs/theory.md (16b). K.
// Debrabant, A. Rößler, Families of efficient second order Runge–Kutta methods for the weak
// approximation of Itô stochastic differential equations, Applied Numerical Mathematics 59 (2009)
// 582–594. Inside a step the coefficients are linear in time. Every pair of noises has a two-point
// variable of its own. With a shared one the areas of two pairs would be correlated, and from three
// noises on the order would be 1.
#pragma once

#include <cmath>

#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/step_noise.hpp"

namespace loschmidt::sde::stepper {

namespace dri1 {
// The tableau; the third stage of the noise mirrors the second. The roots are written out, because
// std::sqrt is constexpr only with g++.
inline constexpr std::array<double, 3> drift_weight{1.0 / 6, 2.0 / 3, 1.0 / 6};  // α
inline constexpr double root_6 = 2.449489742783178;                              // √6
inline constexpr double second_noise = (6 - root_6) / 10;                        // B⁰₂₁
inline constexpr double third_noise = (3 + 2 * root_6) / 5;                      // B⁰₃₁
inline constexpr double moment = 342.0 / 491;                                    // c¹, A¹
inline constexpr double own_noise = 3 * 0.27819610952782114;             // B¹ = 3 √(38/491)
inline constexpr double other_first = -214.0 / 513 * 1.055952327456475;  // B²₂₁: √(1105/991)
inline constexpr double other_later = -491.0 / 513 * 0.211190465491295;  // B²₂₂, B²₂₃: √(221/4955)
inline constexpr std::array<double, 2> weight1{193.0 / 684, 491.0 / 1368};  // β¹
inline constexpr double weight2 = 3.594586573109479 / 6;                    // β² = √(491/38)/6
inline constexpr std::array<double, 2> weight3{-4955.0 / 7072, 4955.0 / 14144};  // β³
inline constexpr double weight4 = -4.735062246648718 / 8;  // β⁴ = −√(4955/221)/8
}  // namespace dri1

template <int D>
class Dri1 {
 public:
  static NoiseCount count(const ParticleCoefficients& c) {
    return {c.noises, c.noises * (c.noises - 1) / 2};
  }

  Dri1(const Box<D>& box, const ParticleCoefficients& from, const ParticleCoefficients& to,
       double clock)
      : box_(box), from_(&from), to_(&to), clock_(clock), root_(std::sqrt(clock)) {}

  template <class Real>
  LOSCHMIDT_INLINE Vector<D, Real> operator()(const Vector<D, Real>& x,
                                              const StepNoise<Real>& noise) const {
    const int m = from_->noises;
    Stages<Real> stage;
    const auto b = from_->drift<D>(x);
    for (int k = 0; k < m; ++k) evaluate(stage, x, b, k);
    Vector<D, Real> y = drift_step(x, b, stage, noise);
    for (int k = 0; k < m; ++k) {
      const Real w = noise.increment(k);
      const Real square = 0.5 * (w * w - clock_) / root_;  // Î_kk/√Δτ
      for (int a = 0; a < D; ++a)
        y[a] += (dri1::weight1[0] * stage.first[k][a] +
                 dri1::weight1[1] * (stage.up[k][a] + stage.down[k][a])) *
                    w +
                dri1::weight2 * (stage.up[k][a] - stage.down[k][a]) * square;
      if (m > 1) add_other_noise(y, x, stage, noise, k);
    }
    return y;
  }

 private:
  // Column k of g at the three points H₁ᵏ, H₂ᵏ, H₃ᵏ.
  template <class Real>
  struct Stages {
    std::array<Vector<D, Real>, most_noises> first;
    std::array<Vector<D, Real>, most_noises> up;
    std::array<Vector<D, Real>, most_noises> down;
  };

  template <class Real>
  LOSCHMIDT_INLINE void evaluate(Stages<Real>& stage, const Vector<D, Real>& x,
                                 const Vector<D, Real>& b, int k) const {
    stage.first[k] = from_->column<D>(x, k);
    Vector<D, Real> up;
    Vector<D, Real> down;
    for (int a = 0; a < D; ++a) {
      const Real drifted = x[a] + dri1::moment * b[a] * clock_;
      const Real h = dri1::own_noise * stage.first[k][a] * root_;
      up[a] = drifted + h;
      down[a] = drifted - h;
    }
    stage.up[k] = column_at(dri1::moment, up, k);
    stage.down[k] = column_at(dri1::moment, down, k);
  }

  template <class Real>
  LOSCHMIDT_INLINE Vector<D, Real> column_at(double moment, const Vector<D, Real>& x, int k) const {
    return continued<D>(box_, x, [&](const Vector<D, Real>& at) {
      return between(moment, from_->column<D>(at, k), to_->column<D>(at, k));
    });
  }

  template <class Real>
  LOSCHMIDT_INLINE static Vector<D, Real> between(double moment, const Vector<D, Real>& early,
                                                  const Vector<D, Real>& late) {
    Vector<D, Real> v;
    for (int a = 0; a < D; ++a) v[a] = (1 - moment) * early[a] + moment * late[a];
    return v;
  }

  // x + Σ α b(H⁰) Δτ
  template <class Real>
  LOSCHMIDT_INLINE Vector<D, Real> drift_step(const Vector<D, Real>& x, const Vector<D, Real>& b,
                                              const Stages<Real>& stage,
                                              const StepNoise<Real>& noise) const {
    Vector<D, Real> g;
    g.fill(0.0);
    for (int k = 0; k < from_->noises; ++k)
      for (int a = 0; a < D; ++a) g[a] += stage.first[k][a] * noise.increment(k);
    Vector<D, Real> point;
    for (int a = 0; a < D; ++a) point[a] = x[a] + 0.5 * b[a] * clock_ + dri1::second_noise * g[a];
    point = fold<D>(box_, point);
    const auto second = between(0.5, from_->drift<D>(point), to_->drift<D>(point));
    for (int a = 0; a < D; ++a)
      point[a] = x[a] + (2 * second[a] - b[a]) * clock_ + dri1::third_noise * g[a];
    const auto third = to_->drift<D>(fold<D>(box_, point));
    Vector<D, Real> y;
    for (int a = 0; a < D; ++a)
      y[a] = x[a] + (dri1::drift_weight[0] * b[a] + dri1::drift_weight[1] * second[a] +
                     dri1::drift_weight[2] * third[a]) *
                        clock_;
    return y;
  }

  // Adds to y the terms in which column k depends on the other noises, at the points Ĥᵏ.
  template <class Real>
  LOSCHMIDT_INLINE void add_other_noise(Vector<D, Real>& y, const Vector<D, Real>& x,
                                        const Stages<Real>& stage, const StepNoise<Real>& noise,
                                        int k) const {
    Vector<D, Real> h;
    h.fill(0.0);
    for (int l = 0; l < from_->noises; ++l) {
      if (l == k) continue;
      const Real area = k < l ? -noise.sign(pair(l, k)) : noise.sign(pair(k, l));
      const Real twice = noise.increment(k) * noise.increment(l) + area * clock_;  // 2 Î_kl
      for (int a = 0; a < D; ++a)
        h[a] += (dri1::other_first * stage.first[l][a] +
                 dri1::other_later * (stage.up[l][a] + stage.down[l][a])) *
                0.5 * twice / root_;
    }
    Vector<D, Real> up;
    Vector<D, Real> down;
    for (int a = 0; a < D; ++a) {
      up[a] = x[a] + h[a];
      down[a] = x[a] - h[a];
    }
    const auto column = [&](const Vector<D, Real>& at) { return from_->column<D>(at, k); };
    const auto g_up = continued<D>(box_, up, column);
    const auto g_down = continued<D>(box_, down, column);
    for (int a = 0; a < D; ++a)
      y[a] += (dri1::weight3[0] * stage.first[k][a] + dri1::weight3[1] * (g_up[a] + g_down[a])) *
                  noise.increment(k) +
              dri1::weight4 * (g_up[a] - g_down[a]) * root_;
  }

  Box<D> box_;
  const ParticleCoefficients* from_;
  const ParticleCoefficients* to_;
  double clock_;
  double root_;
};

}  // namespace loschmidt::sde::stepper
