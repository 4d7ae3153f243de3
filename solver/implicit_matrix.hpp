// The matrix I − c Qᵀ of an implicit step, or I − c Q for expectations, in PETSc, and the KSP that
// solves with it approximately: BiCGStab with ILU(0) in each rank's block. In one dimension on one
// rank the matrix is tridiagonal, and ILU(0) is its complete factorisation. Options behind `--`
// with the prefix density_ configure the KSP, e.g. -density_ksp_type gmres. All functions are
// collective. Arrays hold the owned cells, natural order of the block.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "solver/masses.hpp"

namespace loschmidt::solver {

class ImplicitMatrix {
 public:
  /// The decomposition must outlive this.
  ImplicitMatrix(const Decomposition& decomposition, Equation equation);

  /// Whether one correction is the exact solution, except for roundoff and for PETSc options of the
  /// user.
  bool direct() const { return direct_; }

  /// Fills the matrix. `new_rates` tells whether the rates differ from those of the last call.
  void assemble(const Generator& rates, double coefficient, bool new_rates);

  /// Adds to x the approximate solution A⁻¹ residual, as far as the iteration converges. Returns
  /// the number of iterations, or nothing if it failed; x is then unchanged.
  std::optional<int> correct(std::span<const double> residual, std::vector<double>& x);

 private:
  bool pattern_fits(const Generator& rates) const;
  void create(const Generator& rates);

  const Decomposition* decomposition_;
  Equation equation_;
  bool direct_;
  std::vector<meshes::Index> offsets_;  // offsets of the matrix's links
  std::vector<int> columns_;  // columns of the diagonal and of every rate; −1 where there is none
  std::vector<double> entries_;
  petsc::MatHandle matrix_;
  petsc::VecHandle right_, correction_;
  petsc::KSPHandle ksp_;
};

}  // namespace loschmidt::solver
