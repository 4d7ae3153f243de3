#include "sde/random_stream.hpp"

#include <algorithm>

#include "sde/box_muller.hpp"
#include "sde/threefry.hpp"

namespace loschmidt {

std::array<std::uint32_t, 4> RandomStream::bits(std::uint64_t particle, std::uint32_t step,
                                                std::uint32_t block) const {
  return threefry(seed_, static_cast<std::uint32_t>(purpose_), particle, step, block);
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
  const bool shared = out.size() <= 2;
  for (std::size_t i = 0; i < out.size(); i += 4) {
    const auto word = shared ? bits(sharing(particle), step, 0)
                             : bits(particle, step, static_cast<std::uint32_t>(i / 4));
    const std::size_t wanted = std::min<std::size_t>(4, out.size() - i);
    for (std::size_t j = 0; j < wanted; j += 2) {
      const std::size_t k = shared ? 2 * second_of_sharing(particle) : j;
      const TwoNormals z = box_muller(word[k], word[k + 1]);
      out[i + j] = z.first;
      if (j + 1 < wanted) out[i + j + 1] = z.second;
    }
  }
}

}  // namespace loschmidt
