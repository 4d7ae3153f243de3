#include "sde/random_stream.hpp"

#include <algorithm>

#include "sde/threefry.hpp"

namespace loschmidt::sde {

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

}  // namespace loschmidt::sde
