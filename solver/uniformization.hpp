// exp(τ Qᵀ) m as Σ Poisson(k; Λτ) (I + Qᵀ/Λ)ᵏ m: all terms nonnegative, so the result is positive,
// conserves mass and keeps relative accuracy in the far tails. docs/theory.md (11); Jensen 1953.
// A stencil loop in one fixed order: the same bits on any number of ranks.
#pragma once

#include <cstddef>
#include <vector>

#include "solver/generator.hpp"
#include "solver/masses.hpp"

namespace loschmidt {

class Uniformization {
 public:
  /// Collective: Λ is the largest rate of all ranks.
  Uniformization(const Decomposition& decomposition, const Generator& generator,
                 Carried carried = Carried::masses);

  /// masses ← exp(clock Qᵀ) masses, or exp(clock Q) for expectations. Collective. Returns the
  /// number of products taken.
  /// Errors: std::runtime_error when the work is absurd (Λ·clock > 1e9).
  int advance(Masses& masses, double clock) const;

  double fastest_rate() const { return rate_; }

  /// The number of products that advance() takes when Λ·clock is `mean`.
  static double products(double mean);

 private:
  // to ← P from; sum += weight · to, over the owned block.
  void product(const double* from, double* to, double* sum, double weight) const;
  // masses ← Σ Poisson(k; mean) Pᵏ masses; returns the number of products.
  int series(Masses& masses, Masses& next, Masses& sum, double mean) const;

  // The rates along one offset over Λ, and that offset as a stride of the ghosted array. `used`,
  // per row of the block: where in it the rates are not all zero. Oblique jumps happen in parts of
  // a mesh.
  struct Range {
    int begin, end;
  };
  struct Pair {
    std::ptrdiff_t stride;
    std::vector<double> below, above;
    std::vector<Range> used;
  };
  static std::vector<Range> used_part(const Link& link, const Block& block);

  const Decomposition* decomposition_;
  double rate_;
  std::vector<double> stay_;  // 1 − leave/Λ
  std::vector<Pair> pairs_;
};

}  // namespace loschmidt
