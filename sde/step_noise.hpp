// What drives the steps of one particle: Wiener increments, and the two-point variables that stand
// for the areas between them in schemes of weak order 2. A pair of steps is drawn together with the
// one step that shadows both: its increments are the sums (the same Brownian path), its two-point
// variables its own, since areas do not add up.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sde/random_stream.hpp"

namespace loschmidt::stepper {

/// Blocks of the path's random stream from here on hold signs, those before normals.
inline constexpr std::uint32_t first_sign_block = 1u << 15;

/// How many a step takes.
struct NoiseCount {
  int increments;
  int signs;
};

/// Room for N increments, of variance the step's clock, and S signs ±1.
template <int N, int S>
struct StepNoise {
  static constexpr int most_increments = N;
  static constexpr int most_signs = S;
  std::array<double, N> increment;
  std::array<double, S> sign;
};

/// Number of the pair of noises k > l.
constexpr int pair(int k, int l) {
  return k * (k - 1) / 2 + l;
}

template <class Noise>
struct PairNoise {
  Noise first;
  Noise second;
  Noise both;

  /// roots: of the clocks of both steps.
  PairNoise(const RandomStream& path, std::uint64_t particle, std::uint32_t pair, NoiseCount count,
            const std::array<double, 2>& roots) {
    std::array<double, 2 * Noise::most_increments> normal;
    path.normals(particle, pair, std::span(normal).first(2 * count.increments));
    for (int k = 0; k < count.increments; ++k) {
      first.increment[k] = roots[0] * normal[k];
      second.increment[k] = roots[1] * normal[count.increments + k];
      both.increment[k] = first.increment[k] + second.increment[k];
    }
    if constexpr (Noise::most_signs > 0) {
      std::array<double, 3 * Noise::most_signs> sign;
      path.signs(particle, pair, std::span(sign).first(3 * count.signs), first_sign_block);
      for (int k = 0; k < count.signs; ++k) {
        first.sign[k] = sign[k];
        second.sign[k] = sign[count.signs + k];
        both.sign[k] = sign[2 * count.signs + k];
      }
    }
  }
};

}  // namespace loschmidt::stepper
