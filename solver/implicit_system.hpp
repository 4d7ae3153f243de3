// The linear system (I − c Qᵀ) x = b of an implicit step, docs/theory.md (12a), or the one with Q
// for expectations. The matrix is an M-matrix: b ≥ 0 gives x ≥ 0. Products are sums of differences
// over pairs of cells, so what leaves one cell enters another to the last bit and mass is
// conserved. PETSc solves it (solver/implicit_matrix.hpp), and the solution is refined until the
// residual is small against the terms of each row. This keeps the far tails accurate, which a
// tolerance on the 2-norm would ignore. All functions are collective. Arrays hold the owned cells,
// natural order of the block.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "solver/implicit_matrix.hpp"

namespace loschmidt::solver {

class ImplicitSystem {
 public:
  ImplicitSystem(const Decomposition& decomposition, Equation equation);

  void set_rates(Generator generator);
  void set_coefficient(double c);

  /// Returns Qᵀx, or Qx for expectations.
  std::vector<double> derivative(std::span<const double> x);

  /// Returns the flow through each exit (solver/exits.hpp); none for expectations.
  std::vector<double> exit_flows(std::span<const double> x) const;

  /// Solves for x, which holds a guess on entry. Returns the number of linear iterations. Errors:
  /// std::runtime_error when the iteration does not converge.
  int solve(std::span<const double> b, std::vector<double>& x);

 private:
  void multiply(std::span<const double> x);
  // The error left in x: the largest residual of a row relative to the row's own terms, and the
  // missing share of the total.
  struct Defect {
    double row;
    double total;
  };
  Defect residual(std::span<const double> b, std::span<const double> x);
  int correct(std::vector<double>& x);

  const Decomposition* decomposition_;
  Equation equation_;
  std::optional<Generator> rates_;
  std::vector<double> absorbed_;  // rate out of each cell into absorption
  double coefficient_ = 0;
  bool assembled_ = false;
  bool new_rates_ = false;
  bool failed_ = false;  // whether the last solve of PETSc failed

  ImplicitMatrix matrix_;
  Masses values_;                 // x with its ghosts
  std::vector<double> net_;       // Qᵀx
  std::vector<double> gross_;     // Σ of the absolute values of the terms of Qᵀx
  std::vector<double> residual_;  // b − x + c Qᵀx
};

}  // namespace loschmidt::solver
