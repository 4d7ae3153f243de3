// exp(τ Qᵀ) m as Σ Poisson(k; Λτ) (I + Qᵀ/Λ)ᵏ m: all terms nonnegative, so the result is positive,
// conserves mass and keeps relative accuracy in the far tails. docs/theory.md (11); Jensen 1953.
// A stencil loop in one fixed order: the same bits on any number of ranks.
#pragma once

#include <cstddef>
#include <vector>

#include "solver/decomposition.hpp"
#include "solver/generator.hpp"

namespace loschmidt {

/// Cell masses of the owned block with their ghost layer.
class Masses {
 public:
  /// Zero everywhere. Collective.
  explicit Masses(const Decomposition& decomposition);
  /// From an array over the whole mesh, natural order. Collective.
  Masses(const Decomposition& decomposition, std::span<const double> whole);

  void copy_from(const Masses& other);

  std::vector<double> owned() const;
  /// On every rank, natural order. Collective.
  std::vector<double> gather() const { return decomposition_->gather(owned()); }

  const Decomposition& decomposition() const { return *decomposition_; }
  Vec vector() const { return ghosted_.get(); }
  void swap(Masses& other) noexcept { std::swap(ghosted_, other.ghosted_); }

 private:
  const Decomposition* decomposition_;
  petsc::VecHandle ghosted_;
};

/// What is carried: masses by Qᵀ, forward in time; or expectations u(x) = E[u(X_later) | X = x] by
/// Q, backward.
enum class Carried { masses, expectations };

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
