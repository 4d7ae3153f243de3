// Products with P = I + Qᵀ/Λ, the repeated step of uniformization (docs/theory.md (11)), or with
// P = I + Q/Λ for expectations. Several products pass through the mesh at once, each some rows
// behind the one before. The probabilities of those rows stay in the cache while all products use
// them: wavefront blocking (Wellein, Hager, Zeiser, Wittmann, Fehske 2009; docs/decisions/0016).
// The value of a cell does not depend on when it is computed, so the bits are those of one product
// after another, on any number of ranks.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "solver/generator.hpp"
#include "solver/jump_kernels.hpp"
#include "solver/masses.hpp"

namespace loschmidt::solver {

/// `products` is the number of products that pass through the mesh at once. `rows` is, in three
/// dimensions, the number of rows along the second axis that each takes before the next follows.
struct Blocking {
  int products;
  int rows;
};

/// Sums over the powers of P in the cells that have exits (solver/exits.hpp).
struct ExitSums {
  std::span<const double> weights;  // as many as products are taken
  std::span<double> sums;           // one per cell of JumpProduct::exit_cells()
};

class JumpProduct {
 public:
  /// `rate` is Λ > 0, at least every rate out of a cell, the same on all ranks, or 0 where all
  /// rates are 0. Without a blocking, the one is chosen whose rows fit the cache. Collective.
  JumpProduct(const Decomposition& decomposition, const Generator& generator, double rate,
              Equation equation, std::optional<Blocking> blocking = {},
              const JumpKernels& kernels = *supported_jump_kernels().back());
  JumpProduct(JumpProduct&&) = default;
  JumpProduct& operator=(JumpProduct&&) = default;

  /// values ← Pⁿ values and sum += Σ weights[k−1] Pᵏ values for k = 1 … n, where n is the number of
  /// weights. `scratch` is overwritten except beyond walls, where it must be zero. Collective.
  void apply(Masses& values, Masses& scratch, Masses& sum, std::span<const double> weights) const {
    apply(values, scratch, sum, weights, {});
  }
  /// The same, and at_exits.sums[j] += Σ at_exits.weights[k−1] (Pᵏ values)(exit_cells()[j]).
  void apply(Masses& values, Masses& scratch, Masses& sum, std::span<const double> weights,
             ExitSums at_exits) const;

  /// The owned cells that have exits, ascending numbers in the block.
  std::span<const std::size_t> exit_cells() const { return exit_cells_; }

  const Blocking& blocking() const { return blocking_; }

 private:
  // One product: to ← P from, sum += weight · to.
  struct Step {
    const double* from;
    double* to;
    double* sum;
    double weight;
    double exit_weight = 0;
    double* exit_sums = nullptr;  // null: not asked for
  };

  void lay_out(const Generator& generator, double scale, Equation equation);
  Blocking fitting() const;
  meshes::Block ghostless(int products) const;

  void batch(Masses& values, Masses& scratch, Masses& sum, std::span<const double> weights,
             const ExitSums& at_exits) const;
  void sweep(std::span<const Step> steps) const;
  void complete(const Step& step, const meshes::Block& done) const;
  void take(const Step& step, const meshes::Block& part) const;
  void add_at_exits(const Step& step, std::size_t begin, std::size_t end, const double* row) const;

  const Decomposition* decomposition_;
  const JumpKernels* kernels_;
  // The data of a product, row by row: 1 − leave/Λ of the cells, then each pair's rates over Λ.
  std::vector<double> probabilities_;
  std::vector<JumpPair> pairs_;
  std::vector<JumpRow> rows_;
  std::vector<std::size_t> exit_cells_;
  Blocking blocking_{1, 1};
};

}  // namespace loschmidt::solver
