// Platen's explicit scheme of weak order 2 for diagonal noise that depends on x: docs/theory.md
// (16a). Kloeden & Platen 1992, section 15.1, (1.3), time taken as one more coordinate.
#pragma once

#include <cmath>

#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/step_noise.hpp"

namespace loschmidt::stepper {

template <int D>
struct Platen {
  static constexpr int pairs = D * (D - 1) / 2;  // of axes; each has a two-point variable
  using Noise = StepNoise<D, pairs>;
  static NoiseCount count(const ParticleCoefficients&) { return {D, pairs}; }
  const Mesh& mesh;

  Vector<D> operator()(const Vector<D>& x, const ParticleCoefficients& from,
                       const ParticleCoefficients& to, double clock, const Noise& noise) const {
    const auto& dw = noise.increment;
    const double root = std::sqrt(clock);
    const auto bg = from.table.template at<D, 2 * D>(x);
    Vector<D> drifted;
    Vector<D> predicted;
    for (int a = 0; a < D; ++a) {
      drifted[a] = x[a] + bg[a] * clock;
      predicted[a] = drifted[a] + bg[D + a] * dw[a];
    }
    const auto c = to.drift<D>(fold<D>(mesh, predicted));
    Vector<D> y;
    for (int a = 0; a < D; ++a) {
      y[a] = x[a] + 0.5 * (bg[a] + c[a]) * clock;
      // g_a where its own noise takes it.
      const auto [up, down] = both_sides(to, drifted, a, bg[D + a] * root);
      y[a] += 0.25 * ((up[a] + down[a] + 2 * bg[D + a]) * dw[a] +
                      (up[a] - down[a]) * (dw[a] * dw[a] - clock) / root);
    }
    for (int r = 0; D > 1 && r < D; ++r) {
      // The other g_a where the noise of axis r takes them.
      const auto [up, down] = both_sides(from, x, r, bg[D + r] * root);
      for (int a = 0; a < D; ++a)
        if (a != r)
          y[a] += 0.25 * ((up[a] + down[a] - 2 * bg[D + a]) * dw[a] +
                          (up[a] - down[a]) * (dw[a] * dw[r] + area(noise, r, a, clock)) / root);
    }
    return y;
  }

 private:
  struct Sides {
    Vector<D> up;
    Vector<D> down;
  };
  // g at y ± h e_a
  Sides both_sides(const ParticleCoefficients& c, Vector<D> y, int a, double h) const {
    const double middle = y[a];
    const auto amplitude = [&](const Vector<D>& at) { return c.amplitude<D>(at); };
    y[a] = middle + h;
    const auto up = continued<D>(mesh, y, amplitude);
    y[a] = middle - h;
    return {up, continued<D>(mesh, y, amplitude)};
  }

  // V_ra = −V_ar = ±Δτ
  static double area(const Noise& noise, int r, int a, double clock) {
    return r < a ? noise.sign[pair(a, r)] * clock : -noise.sign[pair(r, a)] * clock;
  }
};

}  // namespace loschmidt::stepper
