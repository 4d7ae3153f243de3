// The step of any scheme: one alternative per scheme.
#pragma once

#include <stdexcept>
#include <variant>

#include "sde/dri1.hpp"
#include "sde/platen.hpp"
#include "sde/scheme.hpp"
#include "sde/steppers.hpp"

namespace loschmidt::sde {

/// The step of any scheme, made for one pair of times.
template <int D>
using AnyStep = std::variant<stepper::EulerMaruyama<D, NoiseLayout::additive>,
                             stepper::EulerMaruyama<D, NoiseLayout::diagonal>,
                             stepper::EulerMaruyama<D, NoiseLayout::matrix>, stepper::Heun<D>,
                             stepper::Platen<D>, stepper::Dri1<D>, stepper::Ode<D>>;

/// Makes the step of a scheme between the times of `from` and `to`. Errors: std::invalid_argument
/// if the tables do not have the noise layout that the scheme reads.
template <int D>
AnyStep<D> make_step(Scheme scheme, const stepper::Box<D>& box, const ParticleCoefficients& from,
                     const ParticleCoefficients& to, double clock) {
  using enum NoiseLayout;
  if (!reads(scheme, from.layout))
    throw std::invalid_argument("the tables do not hold the noise as the scheme reads it");
  switch (scheme) {
    case Scheme::heun:
      return stepper::Heun<D>(box, from, to, clock);
    case Scheme::platen:
      return stepper::Platen<D>(box, from, to, clock);
    case Scheme::dri1:
      return stepper::Dri1<D>(box, from, to, clock);
    case Scheme::ode:
      return stepper::Ode<D>(box, from, to, clock);
    default:
      break;
  }
  if (from.layout == additive) return stepper::EulerMaruyama<D, additive>(box, from, to, clock);
  if (from.layout == diagonal) return stepper::EulerMaruyama<D, diagonal>(box, from, to, clock);
  return stepper::EulerMaruyama<D, matrix>(box, from, to, clock);
}

}  // namespace loschmidt::sde
