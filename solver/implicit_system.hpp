// (I − c Qᵀ) x = b, the linear system of an implicit step, docs/theory.md (12a); or with Q for
// expectations. The matrix is an M-matrix: b ≥ 0 gives x ≥ 0. Products are sums of differences over
// pairs of cells, so what leaves one cell enters another to the last bit and mass is conserved.
// Solved by PETSc (solver/implicit_matrix.hpp) and refined until the residual is small against the
// row's own terms, which is what keeps the far tails: a tolerance on the 2-norm sees only the peak.
// All functions are collective. Arrays hold the owned cells, natural order of the block.
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

  /// Qᵀx, or Qx for expectations.
  std::vector<double> derivative(std::span<const double> x);

  /// x: a guess in, the solution out. Returns the number of linear iterations.
  /// Errors: std::runtime_error when the iteration does not converge.
  int solve(std::span<const double> b, std::vector<double>& x);

 private:
  void multiply(std::span<const double> x);
  // What is still wrong with x: the largest residual of a row against the row's own terms, and the
  // share of the total that is missing.
  struct Defect {
    double row;
    double total;
  };
  Defect residual(std::span<const double> b, std::span<const double> x);
  int correct(std::vector<double>& x);

  const Decomposition* decomposition_;
  Equation carried_;
  std::optional<Generator> rates_;
  std::vector<double> absorbed_;  // rate out of each cell that enters no other
  double coefficient_ = 0;
  bool assembled_ = false;
  bool new_rates_ = false;
  bool failed_ = false;  // the last solve of PETSc

  ImplicitMatrix matrix_;
  Masses values_;                 // x with its ghosts
  std::vector<double> net_;       // Qᵀx
  std::vector<double> gross_;     // the same without a sign: Σ of absolute values
  std::vector<double> residual_;  // b − x + c Qᵀx
};

}  // namespace loschmidt::solver
