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

  /// masses ← exp(clock Qᵀ) masses, or exp(clock Q) for expectations. Adds the mass that leaves
  /// through each exit to `lost`, one entry per exit, unless that is empty; the total of
  /// both is conserved to roundoff. Returns the number of products taken. Collective. Errors:
  /// std::runtime_error when the work is absurd (Λ·clock > 1e9).
  int advance(Masses& masses, double clock, std::span<double> lost = {}) const;

  double fastest_rate() const { return rate_; }

  /// The number of products that advance() takes when Λ·clock is `mean`.
  static double products(double mean);

 private:
  // masses ← Σ weights[k] Pᵏ masses, divided by the sum of the weights. With ExitSums, their sums
  // grow by Σ at_exits.weights[k] Pᵏ masses.
  void series(Masses& masses, Masses& next, Masses& sum, std::span<const double> weights,
              const ExitSums& at_exits) const;
  void add_start(const Masses& masses, const ExitSums& at_exits) const;

  const Decomposition* decomposition_;
  double rate_;
  JumpProduct product_;
  Exits exits_;
};

}  // namespace loschmidt::solver
