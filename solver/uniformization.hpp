// Uniformization: exp(τ Qᵀ) m as Σ Poisson(k; Λτ) (I + Qᵀ/Λ)ᵏ m. All terms are nonnegative, so the
// result is positive, conserves mass and keeps relative accuracy in the far tails. docs/theory.md
// (11); Jensen 1953.
#pragma once

#include <span>

#include "solver/jump_product.hpp"

namespace loschmidt::solver {

class Uniformization {
 public:
  /// Computes Λ, the largest rate of all ranks, and lays out the products. Collective.
  Uniformization(const Decomposition& decomposition, const Generator& generator,
                 Equation equation = Equation::forward);

  /// masses ← exp(clock Qᵀ) masses, or exp(clock Q) for expectations. Returns the number of
  /// products taken. Collective. Errors: std::runtime_error when the work is absurd
  /// (Λ·clock > 1e9).
  int advance(Masses& masses, double clock) const;

  double fastest_rate() const { return rate_; }

  /// The number of products that advance() takes when Λ·clock is `mean`.
  static double products(double mean);

 private:
  // masses ← Σ weights[k] Pᵏ masses, divided by the sum of the weights.
  void series(Masses& masses, Masses& next, Masses& sum, std::span<const double> weights) const;

  const Decomposition* decomposition_;
  double rate_;
  JumpProduct product_;
};

}  // namespace loschmidt::solver
