// The noise of the steps of a block of particles: Wiener increments, and the two-point variables
// that replace the areas between them in schemes of weak order 2. A pair of steps is drawn together
// with the one step of the twin (its shadow). The shadow's increments are the sums (the same
// Brownian path); its two-point variables are its own, since areas do not add up.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sde/pack.hpp"
#include "sde/random_stream.hpp"

namespace loschmidt::sde::stepper {

/// Number of particles in a block, whose first number is a multiple of it. Their data are small
/// enough for the first-level cache.
inline constexpr int block_size = 256;

/// The first block of the path's random stream that holds signs; those before hold normals.
inline constexpr std::uint32_t first_sign_block = 1u << 15;

/// The numbers of increments and of signs that a step takes.
struct NoiseCount {
  int increments;
  int signs;
};

/// The noise of one particle, or of a pack of them, in one step.
template <class Real>
class StepNoise {
 public:
  /// Views the noise of a block, stored variable by variable, from particle number `particle` of
  /// the block on.
  StepNoise(const double* increments, const double* signs, int particle)
      : increments_(increments + particle), signs_(signs + particle) {}

  /// Returns the increment of Wiener process k; its variance is the step's clock.
  LOSCHMIDT_INLINE Real increment(int k) const { return load<Real>(increments_ + k * block_size); }
  /// Returns ±1, two-point variable k.
  LOSCHMIDT_INLINE Real sign(int k) const { return load<Real>(signs_ + k * block_size); }

 private:
  const double* increments_;
  const double* signs_;
};

/// Returns ΔW of the first N Wiener processes.
template <int N, class Real>
LOSCHMIDT_INLINE std::array<Real, N> first_increments(const StepNoise<Real>& noise) {
  std::array<Real, N> w;
  for (int k = 0; k < N; ++k) w[k] = noise.increment(k);
  return w;
}

/// Returns the number of the pair of noises k > l.
constexpr int pair(int k, int l) {
  return k * (k - 1) / 2 + l;
}

/// The noise of both steps of a pair, and of the step that shadows them, for a block.
class BlockNoise {
 public:
  explicit BlockNoise(NoiseCount count) : count_(count), values_(begin(3)) {}

  NoiseCount count() const { return count_; }
  /// Returns the numbers of step 0 or 1, or of the shadow, 2.
  double* increments(int step) { return values_.data() + begin(step); }
  double* signs(int step) { return increments(step) + count_.increments * block_size; }

  template <class Real>
  StepNoise<Real> of(int step, int particle) const {
    const double* increments = values_.data() + begin(step);
    return {increments, increments + count_.increments * block_size, particle};
  }

 private:
  int per_step() const { return count_.increments + count_.signs; }
  std::size_t begin(int step) const {
    return static_cast<std::size_t>(step) * per_step() * block_size;
  }

  NoiseCount count_;
  std::vector<double> values_;
};

}  // namespace loschmidt::sde::stepper
