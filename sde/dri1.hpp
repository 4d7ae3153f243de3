// The scheme DRI1 of weak order 2 for any noise that depends on x: docs/theory.md (16b).
// K. Debrabant, A. Rößler, Families of efficient second order Runge–Kutta methods for the weak
// approximation of Itô stochastic differential equations, Applied Numerical Mathematics 59 (2009)
// 582–594. Between the ends of the step coefficients are linear in time. Every pair of noises has a
// two-point variable of its own: were one shared, the areas of two pairs would be correlated, and
// from three noises on the order would be 1.
#pragma once

#include <cmath>

#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/step_noise.hpp"

namespace loschmidt::stepper {

namespace dri1 {
// The tableau; the third stage of the noise mirrors the second.
inline const std::array<double, 3> drift_weight{1.0 / 6, 2.0 / 3, 1.0 / 6};  // α
inline const double second_noise = (6 - std::sqrt(6.0)) / 10;                // B⁰₂₁
inline const double third_noise = (3 + 2 * std::sqrt(6.0)) / 5;              // B⁰₃₁
inline const double moment = 342.0 / 491;                                    // c¹, A¹
inline const double own_noise = 3 * std::sqrt(38.0 / 491);                   // B¹
inline const double other_first = -214.0 / 513 * std::sqrt(1105.0 / 991);    // B²₂₁
inline const double other_later = -491.0 / 513 * std::sqrt(221.0 / 4955);    // B²₂₂, B²₂₃
inline const std::array<double, 2> weight1{193.0 / 684, 491.0 / 1368};       // β¹
inline const double weight2 = std::sqrt(491.0 / 38) / 6;                     // β²
inline const std::array<double, 2> weight3{-4955.0 / 7072, 4955.0 / 14144};  // β³
inline const double weight4 = -std::sqrt(4955.0 / 221) / 8;                  // β⁴
}  // namespace dri1

template <int D>
class Dri1 {
 public:
  using Noise = StepNoise<most_noises, most_noises*(most_noises - 1) / 2>;
  static NoiseCount count(const ParticleCoefficients& c) {
    return {c.noises, c.noises * (c.noises - 1) / 2};
  }

  explicit Dri1(const Mesh& mesh) : mesh_(mesh) {}

  Vector<D> operator()(const Vector<D>& x, const ParticleCoefficients& from,
                       const ParticleCoefficients& to, double clock, const Noise& noise) const {
    const double root = std::sqrt(clock);
    const int m = from.noises;
    Stages stage{};
    const auto b = from.drift<D>(x);
    for (int k = 0; k < m; ++k) evaluate(stage, x, b, from, to, clock, k);
    Vector<D> y = drift_step(x, b, from, to, clock, stage, noise);
    for (int k = 0; k < m; ++k) {
      const double w = noise.increment[k];
      const double square = 0.5 * (w * w - clock) / root;  // Î_kk/√Δτ
      for (int a = 0; a < D; ++a)
        y[a] += (dri1::weight1[0] * stage.first[k][a] +
                 dri1::weight1[1] * (stage.up[k][a] + stage.down[k][a])) *
                    w +
                dri1::weight2 * (stage.up[k][a] - stage.down[k][a]) * square;
      if (m > 1) add_other_noise(y, x, from, clock, stage, noise, k);
    }
    return y;
  }

 private:
  // Column k of g at the three points H₁ᵏ, H₂ᵏ, H₃ᵏ.
  struct Stages {
    std::array<Vector<D>, most_noises> first;
    std::array<Vector<D>, most_noises> up;
    std::array<Vector<D>, most_noises> down;
  };

  void evaluate(Stages& stage, const Vector<D>& x, const Vector<D>& b,
                const ParticleCoefficients& from, const ParticleCoefficients& to, double clock,
                int k) const {
    stage.first[k] = from.column<D>(x, k);
    Vector<D> up;
    Vector<D> down;
    for (int a = 0; a < D; ++a) {
      const double drifted = x[a] + dri1::moment * b[a] * clock;
      const double h = dri1::own_noise * stage.first[k][a] * std::sqrt(clock);
      up[a] = drifted + h;
      down[a] = drifted - h;
    }
    stage.up[k] = column_at(dri1::moment, up, from, to, k);
    stage.down[k] = column_at(dri1::moment, down, from, to, k);
  }

  Vector<D> column_at(double moment, const Vector<D>& x, const ParticleCoefficients& from,
                      const ParticleCoefficients& to, int k) const {
    const auto inside = fold<D>(mesh_, x);
    return between(moment, from.column<D>(inside, k), to.column<D>(inside, k));
  }

  static Vector<D> between(double moment, const Vector<D>& early, const Vector<D>& late) {
    Vector<D> v;
    for (int a = 0; a < D; ++a) v[a] = (1 - moment) * early[a] + moment * late[a];
    return v;
  }

  // x + Σ α b(H⁰) Δτ
  Vector<D> drift_step(const Vector<D>& x, const Vector<D>& b, const ParticleCoefficients& from,
                       const ParticleCoefficients& to, double clock, const Stages& stage,
                       const Noise& noise) const {
    Vector<D> g{};
    for (int k = 0; k < from.noises; ++k)
      for (int a = 0; a < D; ++a) g[a] += stage.first[k][a] * noise.increment[k];
    Vector<D> point;
    for (int a = 0; a < D; ++a) point[a] = x[a] + 0.5 * b[a] * clock + dri1::second_noise * g[a];
    point = fold<D>(mesh_, point);
    const auto second = between(0.5, from.drift<D>(point), to.drift<D>(point));
    for (int a = 0; a < D; ++a)
      point[a] = x[a] + (2 * second[a] - b[a]) * clock + dri1::third_noise * g[a];
    const auto third = to.drift<D>(fold<D>(mesh_, point));
    Vector<D> y;
    for (int a = 0; a < D; ++a)
      y[a] = x[a] + (dri1::drift_weight[0] * b[a] + dri1::drift_weight[1] * second[a] +
                     dri1::drift_weight[2] * third[a]) *
                        clock;
    return y;
  }

  // Column k where the other noises take it.
  void add_other_noise(Vector<D>& y, const Vector<D>& x, const ParticleCoefficients& from,
                       double clock, const Stages& stage, const Noise& noise, int k) const {
    const double root = std::sqrt(clock);
    Vector<D> h{};
    for (int l = 0; l < from.noises; ++l) {
      if (l == k) continue;
      const double area = k < l ? -noise.sign[pair(l, k)] : noise.sign[pair(k, l)];
      const double twice = noise.increment[k] * noise.increment[l] + area * clock;  // 2 Î_kl
      for (int a = 0; a < D; ++a)
        h[a] += (dri1::other_first * stage.first[l][a] +
                 dri1::other_later * (stage.up[l][a] + stage.down[l][a])) *
                0.5 * twice / root;
    }
    Vector<D> up;
    Vector<D> down;
    for (int a = 0; a < D; ++a) {
      up[a] = x[a] + h[a];
      down[a] = x[a] - h[a];
    }
    const auto g_up = from.column<D>(fold<D>(mesh_, up), k);
    const auto g_down = from.column<D>(fold<D>(mesh_, down), k);
    for (int a = 0; a < D; ++a)
      y[a] += (dri1::weight3[0] * stage.first[k][a] + dri1::weight3[1] * (g_up[a] + g_down[a])) *
                  noise.increment[k] +
              dri1::weight4 * (g_up[a] - g_down[a]) * root;
  }

  const Mesh& mesh_;
};

}  // namespace loschmidt::stepper
