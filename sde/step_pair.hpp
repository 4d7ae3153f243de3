// Two steps of an ensemble, one after the other.
#pragma once

#include <cstdint>

#include "sde/particle_coefficients.hpp"

namespace loschmidt::sde {

/// Two steps: coefficients at their three times, and the clock between them.
struct StepPair {
  const ParticleCoefficients& start;
  const ParticleCoefficients& middle;
  const ParticleCoefficients& end;
  double first_clock;
  double second_clock;
  std::uint32_t number;  // counts pairs; the step counter of the random stream
};

}  // namespace loschmidt::sde
