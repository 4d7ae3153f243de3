// What drives the steps of a block of particles: Wiener increments, and the two-point variables
// that stand for the areas between them in schemes of weak order 2. A pair of steps is drawn
// together with the one step that shadows both: its increments are the sums (the same Brownian
// path), its two-point variables its own, since areas do not add up.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sde/pack.hpp"
#include "sde/random_stream.hpp"

namespace loschmidt::sde::stepper {

/// Particles whose numbers are a multiple of this and those after it: small enough for what they
/// need to stay in the first cache.
inline constexpr int block_size = 256;

/// Blocks of the path's random stream from here on hold signs, those before normals.
inline constexpr std::uint32_t first_sign_block = 1u << 15;

/// How many a step takes.
struct NoiseCount {
  int increments;
  int signs;
};

/// What one particle, or a pack of them, is given for one step.
template <class Real>
class StepNoise {
 public:
  /// Those of a block, variable by variable; `particle` of it is the first.
  StepNoise(const double* increments, const double* signs, int particle)
      : increments_(increments + particle), signs_(signs + particle) {}

  /// Of Wiener process k, variance the step's clock.
  LOSCHMIDT_INLINE Real increment(int k) const { return load<Real>(increments_ + k * block_size); }
  /// ±1
  LOSCHMIDT_INLINE Real sign(int k) const { return load<Real>(signs_ + k * block_size); }

 private:
  const double* increments_;
  const double* signs_;
};

/// ΔW of the first N Wiener processes.
template <int N, class Real>
LOSCHMIDT_INLINE std::array<Real, N> first_increments(const StepNoise<Real>& noise) {
  std::array<Real, N> w;
  for (int k = 0; k < N; ++k) w[k] = noise.increment(k);
  return w;
}

/// Number of the pair of noises k > l.
constexpr int pair(int k, int l) {
  return k * (k - 1) / 2 + l;
}

/// That of both steps of a pair and of the one that shadows them, for a block.
class BlockNoise {
 public:
  explicit BlockNoise(NoiseCount count) : count_(count), values_(begin(3)) {}

  NoiseCount count() const { return count_; }
  /// step 0, 1; 2 is the shadow.
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
