// The random numbers of one particle, drawn one at a time. Tests compare the draws of the kernels,
// which work on whole blocks, with them.
#pragma once

#include <algorithm>
#include <span>

#include "sde/box_muller.hpp"
#include "sde/random_stream.hpp"

namespace loschmidt::test {

/// Standard normals, four per block of the stream. Particles that draw at most two share a block:
/// of each 256 particles the n-th takes its first half and the (n + 128)-th its second half.
inline void normals(const sde::RandomStream& stream, std::uint64_t particle, std::uint32_t step,
                    std::span<double> out) {
  const bool shared = out.size() <= 2;
  const std::uint64_t number = shared ? particle / 256 * 128 + particle % 128 : particle;
  const std::size_t first = shared && particle % 256 >= 128 ? 2 : 0;
  for (std::size_t i = 0; i < out.size(); i += 2) {
    const auto word = stream.bits(number, step, static_cast<std::uint32_t>(i / 4));
    const std::size_t k = first + i % 4;
    const sde::TwoNormals z = sde::box_muller(word[k], word[k + 1]);
    out[i] = z.first;
    if (i + 1 < out.size()) out[i + 1] = z.second;
  }
}

/// Signs ±1, 128 per block of the stream, from `first_block` on.
inline void signs(const sde::RandomStream& stream, std::uint64_t particle, std::uint32_t step,
                  std::span<double> out, std::uint32_t first_block) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto word =
        stream.bits(particle, step, first_block + static_cast<std::uint32_t>(i / 128));
    out[i] = (word[i / 32 % 4] >> i % 32 & 1) != 0 ? 1 : -1;
  }
}

}  // namespace loschmidt::test
