// One step of the schemes of one or two stages in D dimensions: docs/theory.md (15), (16). A scheme
// is made for one step, with the coefficients at its beginning and end, and applied to particles or
// packs of them. It ignores walls: it returns the end of the step as if there were none
// (sde/walls.hpp finishes it), and looks tables up at predictors folded back into the box. Each
// scheme states the noise it takes. sde/platen.hpp and sde/dri1.hpp have the schemes of more
// stages. Kloeden & Platen 1992, sections 14.1 and 15.1.
#pragma once

#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/step_noise.hpp"

namespace loschmidt::sde::stepper {

/// The Euler–Maruyama step x + b Δτ + g ΔW, with b and g at the beginning of the step. Weak order
/// 1, any noise.
template <int D, NoiseLayout Layout>
class EulerMaruyama {
 public:
  static NoiseCount count(const ParticleCoefficients& c) {
    return {Layout == NoiseLayout::matrix ? c.noises : D, 0};
  }

  EulerMaruyama(const Box<D>&, const ParticleCoefficients& from, const ParticleCoefficients&,
                double clock)
      : from_(&from), clock_(clock) {}

  template <class Real>
  LOSCHMIDT_INLINE Vector<D, Real> operator()(const Vector<D, Real>& x,
                                              const StepNoise<Real>& noise) const {
    Vector<D, Real> y = x;
    if constexpr (Layout == NoiseLayout::additive) {
      const auto b = from_->drift<D>(x);
      const auto displacement = lower_times<D>(from_->root, first_increments<D>(noise));
      for (int a = 0; a < D; ++a) y[a] += b[a] * clock_ + displacement[a];
    } else if constexpr (Layout == NoiseLayout::diagonal) {
      const auto bg = from_->table.template at<D, 2 * D>(x);
      for (int a = 0; a < D; ++a) y[a] += bg[a] * clock_ + bg[D + a] * noise.increment(a);
    } else {
      const auto b = from_->drift<D>(x);
      for (int a = 0; a < D; ++a) y[a] += b[a] * clock_;
      for (int k = 0; k < from_->noises; ++k) {
        const auto g = from_->column<D>(x, k);
        for (int a = 0; a < D; ++a) y[a] += g[a] * noise.increment(k);
      }
    }
    return y;
  }

 private:
  const ParticleCoefficients* from_;
  double clock_;
};

/// Heun's step: a predictor by Euler–Maruyama and a corrector with the mean drift. The noise has
/// the mean tensor of both ends. Weak order 2, only for noise that does not depend on x.
template <int D>
class Heun {
 public:
  static NoiseCount count(const ParticleCoefficients&) { return {D, 0}; }

  Heun(const Box<D>& box, const ParticleCoefficients& from, const ParticleCoefficients& to,
       double clock)
      : box_(box), from_(&from), to_(&to), clock_(clock) {
    PackedTensor mean;
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] = 0.5 * (from.tensor[i] + to.tensor[i]);
    root_ = lower_root<D>(mean);
  }

  template <class Real>
  LOSCHMIDT_INLINE Vector<D, Real> operator()(const Vector<D, Real>& x,
                                              const StepNoise<Real>& noise) const {
    const auto displacement = lower_times<D>(root_, first_increments<D>(noise));
    const auto b = from_->drift<D>(x);
    Vector<D, Real> predicted;
    for (int a = 0; a < D; ++a) predicted[a] = x[a] + b[a] * clock_ + displacement[a];
    const auto c = to_->drift<D>(fold<D>(box_, predicted));
    Vector<D, Real> y;
    for (int a = 0; a < D; ++a) y[a] = x[a] + (b[a] + c[a]) * (0.5 * clock_) + displacement[a];
    return y;
  }

 private:
  Box<D> box_;
  const ParticleCoefficients* from_;
  const ParticleCoefficients* to_;
  double clock_;
  PackedTensor root_;
};

/// Heun's step of a process without noise. Order 2.
template <int D>
class Ode {
 public:
  static NoiseCount count(const ParticleCoefficients&) { return {0, 0}; }

  Ode(const Box<D>& box, const ParticleCoefficients& from, const ParticleCoefficients& to,
      double clock)
      : box_(box), from_(&from), to_(&to), clock_(clock) {}

  template <class Real>
  LOSCHMIDT_INLINE Vector<D, Real> operator()(const Vector<D, Real>& x,
                                              const StepNoise<Real>&) const {
    const auto b = from_->drift<D>(x);
    Vector<D, Real> y;
    for (int a = 0; a < D; ++a) y[a] = x[a] + b[a] * clock_;
    const auto c = to_->drift<D>(fold<D>(box_, y));
    for (int a = 0; a < D; ++a) y[a] = x[a] + (b[a] + c[a]) * (0.5 * clock_);
    return y;
  }

 private:
  Box<D> box_;
  const ParticleCoefficients* from_;
  const ParticleCoefficients* to_;
  double clock_;
};

}  // namespace loschmidt::sde::stepper
