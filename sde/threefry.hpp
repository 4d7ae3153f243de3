// The generator of all random numbers, in a header so that every file that draws them can inline
// it.
#pragma once

#include <Random123/threefry.h>

#include <array>
#include <cstdint>

#include "sde/pack.hpp"

namespace loschmidt::sde {

/// Returns Threefry-4x32-20 of counter (particle low, particle high, step, block) under the key
/// (seed low, seed high, purpose, 0). J. Salmon et al., Parallel random numbers: as easy as 1, 2,
/// 3, SC11.
LOSCHMIDT_INLINE std::array<std::uint32_t, 4> threefry(std::uint64_t seed, std::uint32_t purpose,
                                                       std::uint64_t particle, std::uint32_t step,
                                                       std::uint32_t block) {
  const threefry4x32_ctr_t counter{{static_cast<std::uint32_t>(particle),
                                    static_cast<std::uint32_t>(particle >> 32), step, block}};
  const threefry4x32_key_t key{
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32), purpose, 0}};
  const threefry4x32_ctr_t result = threefry4x32(counter, key);
  return {result.v[0], result.v[1], result.v[2], result.v[3]};
}

}  // namespace loschmidt::sde
