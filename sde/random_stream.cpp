#include "sde/random_stream.hpp"

#include <Random123/threefry.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace loschmidt {

std::array<std::uint32_t, 4> RandomStream::bits(std::uint64_t particle, std::uint32_t step,
                                                std::uint32_t block) const {
  const auto low = [](std::uint64_t v) { return static_cast<std::uint32_t>(v); };
  const auto high = [](std::uint64_t v) { return static_cast<std::uint32_t>(v >> 32); };
  const threefry4x32_ctr_t counter{{low(particle), high(particle), step, block}};
  const threefry4x32_key_t key{{low(seed_), high(seed_), static_cast<std::uint32_t>(purpose_), 0}};
  const threefry4x32_ctr_t result = threefry4x32(counter, key);
  return {result.v[0], result.v[1], result.v[2], result.v[3]};
}

void RandomStream::uniforms(std::uint64_t particle, std::uint32_t step, std::span<double> out,
                            std::uint32_t first_block) const {
  for (std::size_t i = 0; i < out.size(); i += 2) {
    const auto word = bits(particle, step, first_block + static_cast<std::uint32_t>(i / 2));
    for (std::size_t j = 0; j < std::min<std::size_t>(2, out.size() - i); ++j) {
      const std::uint64_t wide = std::uint64_t{word[2 * j]} << 32 | word[2 * j + 1];
      out[i + j] = (static_cast<double>(wide >> 12) + 0.5) * 0x1p-52;
    }
  }
}

void RandomStream::signs(std::uint64_t particle, std::uint32_t step, std::span<double> out,
                         std::uint32_t first_block) const {
  std::array<std::uint32_t, 4> word{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (i % 128 == 0)
      word = bits(particle, step, first_block + static_cast<std::uint32_t>(i / 128));
    out[i] = (word[i / 32 % 4] >> i % 32) & 1 ? 1 : -1;
  }
}

void RandomStream::normals(std::uint64_t particle, std::uint32_t step,
                           std::span<double> out) const {
  for (std::size_t i = 0; i < out.size(); i += 4) {
    const auto word = bits(particle, step, static_cast<std::uint32_t>(i / 4));
    const std::size_t wanted = std::min<std::size_t>(4, out.size() - i);
    for (std::size_t j = 0; j < wanted; j += 2) {
      const double radius = std::sqrt(-2 * std::log((word[j] + 0.5) * 0x1p-32));
      const double angle = 2 * std::numbers::pi * ((word[j + 1] + 0.5) * 0x1p-32);
      out[i + j] = radius * std::cos(angle);
      if (j + 1 < wanted) out[i + j + 1] = radius * std::sin(angle);
    }
  }
}

}  // namespace loschmidt
