// Two standard normals from two random words, in single precision and without a library call. A
// loop over it becomes vector instructions that give the same bits on every machine.
// G. E. P. Box, M. E. Muller, A note on the generation of random normal deviates, Annals of
// Mathematical Statistics 29 (1958) 610–611.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "sde/pack.hpp"

namespace loschmidt::sde {

/// Returns log x of a positive normal number: the log of the mantissa in [√½, √2) by the series of
/// artanh.
LOSCHMIDT_INLINE float natural_log(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  const std::int32_t exponent = (bits - 0x3f3504f3) >> 23;
  const float mantissa = std::bit_cast<float>(bits - (exponent << 23));
  const float f = mantissa - 1.0f;
  const float s = f / (2.0f + f);
  const float z = s * s;
  const float series = z * (0.33333333f + z * (0.2f + z * (0.14285715f + z * 0.11263f)));
  return (s + s * series) * 2.0f + static_cast<float>(exponent) * 0.69314718f;
}

struct TwoNormals {
  float first;
  float second;
};

/// Returns (√(−2 log u) cos 2πv, √(−2 log u) sin 2πv) with u of 31 and v of 32 bits. The radius is
/// at most 6.67. Means and variances: docs/theory.md, Particles.
LOSCHMIDT_INLINE TwoNormals box_muller(std::uint32_t radius_word, std::uint32_t angle_word) {
  const float u =
      (static_cast<float>(static_cast<std::int32_t>(radius_word >> 1)) + 0.5f) * 0x1p-31f;
  const float radius = std::sqrt(-2.0f * natural_log(u));
  // The angle from the nearest quarter turn, in [−π/4, π/4).
  const std::uint32_t quarter = (angle_word + 0x20000000u) >> 30;
  const auto rest = static_cast<std::int32_t>(angle_word - (quarter << 30));
  const float y = static_cast<float>(rest) * 1.46291807926715968e-9f;  // 2π/2³²
  const float y2 = y * y;
  const float sine =
      y +
      y * y2 * (-0.16666667f + y2 * (0.0083333310f + y2 * (-0.00019840874f + y2 * 2.7525562e-6f)));
  const float cosine =
      1.0f + y2 * (-0.5f + y2 * (0.041666638f + y2 * (-0.0013888378f + y2 * 2.4760495e-5f)));
  const bool swapped = (quarter & 1) != 0;
  const float a = swapped ? sine : cosine;
  const float b = swapped ? cosine : sine;
  return {radius * (((quarter + 1) & 2) != 0 ? -a : a), radius * ((quarter & 2) != 0 ? -b : b)};
}

}  // namespace loschmidt::sde
