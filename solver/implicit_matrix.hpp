// The matrix I − c Qᵀ of an implicit step, or I − c Q for expectations, in PETSc, and the KSP that
// solves with it approximately: BiCGStab with ILU(0) in each rank's block. In one dimension on one
// rank the matrix is tridiagonal, and ILU(0) all of its factorisation. Options behind `--` reach it
// with the prefix density_, e.g. -density_ksp_type gmres. All functions are collective. Arrays hold
// the owned cells, natural order of the block.
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

  /// Is a correction the solution itself, but for roundoff and options?
  bool direct() const { return direct_; }

  /// new_rates: are these others than the last time?
  void assemble(const Generator& rates, double coefficient, bool new_rates);

  /// Adds to x what the residual asks for, as far as the iteration gets. Returns its length;
  /// nothing where it failed, which leaves x as it was.
  std::optional<int> correct(std::span<const double> residual, std::vector<double>& x);

 private:
  bool pattern_fits(const Generator& rates) const;
  void create(const Generator& rates);

  const Decomposition* decomposition_;
  Equation carried_;
  bool direct_;
  std::vector<meshes::Index> offsets_;  // of the matrix's links
  std::vector<int> columns_;  // of the diagonal and of every rate; −1 where there is none
  std::vector<double> entries_;
  petsc::MatHandle matrix_;
  petsc::VecHandle right_, correction_;
  petsc::KSPHandle ksp_;
};

}  // namespace loschmidt::solver
