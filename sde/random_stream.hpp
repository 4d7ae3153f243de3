// Random numbers as a pure function of (seed, purpose, particle, step): Threefry-4x32 with 20
// rounds (Salmon et al. 2011, the Random123 library). There is no state, so any particle's path can
// be drawn anywhere, in any order. sde/kernels.hpp draws the noise of paths for blocks of
// particles.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace loschmidt::sde {

/// The use of a stream. Streams of different purposes are independent.
enum class Purpose : std::uint32_t {
  reverse_start = 1,
  reverse_path = 2,
  forward_start = 3,
  forward_path = 4
};

class RandomStream {
 public:
  RandomStream(std::uint64_t seed, Purpose purpose) : seed_(seed), purpose_(purpose) {}

  /// Returns 128 random bits: Threefry-4x32-20 of counter (particle low, particle high, step,
  /// block) under the key (seed low, seed high, purpose, 0).
  std::array<std::uint32_t, 4> bits(std::uint64_t particle, std::uint32_t step,
                                    std::uint32_t block) const;

  /// Writes uniforms in (0, 1), two per block from `first_block` on, of 52 bits each, so that
  /// neither end is ever reached.
  void uniforms(std::uint64_t particle, std::uint32_t step, std::span<double> out,
                std::uint32_t first_block = 0) const;

  std::uint64_t seed() const { return seed_; }
  Purpose purpose() const { return purpose_; }

 private:
  std::uint64_t seed_;
  Purpose purpose_;
};

}  // namespace loschmidt::sde
