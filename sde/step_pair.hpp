// Two consecutive steps of an ensemble.
#pragma once

#include <array>
#include <cstdint>

#include "sde/control_table.hpp"
#include "sde/particle_coefficients.hpp"

namespace loschmidt::sde {

/// Two steps: the coefficients at their three times, and the clock between these.
struct StepPair {
  const ParticleCoefficients& start;
  const ParticleCoefficients& middle;
  const ParticleCoefficients& end;
  double first_clock;
  double second_clock;
  std::uint32_t number;  // counts pairs; the step counter of the random stream
  /// Of both steps; null without a control variate.
  std::array<const ControlTable*, 2> controls{};
};

}  // namespace loschmidt::sde
