// The Scharfetter–Gummel generator: finite volumes for ∂p/∂τ = −∇·(a p − ½D∇p) as a Markov jump
// process between cells, dm/dτ = Qᵀm with nonnegative rates. docs/theory.md (10), (10b). A diagonal
// tensor lets mass through the faces (solver/scharfetter_gummel.hpp), a full one along the edges of
// solver/tensor_edges.hpp; a rate is what passes over the volume of the cell it leaves.
#pragma once

#include <vector>

#include "solver/mesh_coefficients.hpp"

namespace loschmidt::solver {

/// Jump rates between each cell i of the owned block and the cells i − offset (below) and
/// i + offset (above), natural order of the block; 0 where there is no such cell.
struct Link {
  meshes::Index offset;
  std::vector<double> enter_below;  // from i − offset into i
  std::vector<double> enter_above;  // from i + offset into i
  std::vector<double> exit_below;   // from i to i − offset
  std::vector<double> exit_above;   // from i to i + offset
};

/// Q, restricted to the rows and columns of the owned cells.
struct Generator {
  std::vector<double> leave;  // total rate out of the cell, absorbed included
  // One per offset, of ±offset the one whose last component that is not zero is positive; ascending
  // in natural order, so that sums over the links have one order on every rank. Those along the
  // axes are always there, others where this block needs them.
  std::vector<Link> links;

  /// Coefficients must cover the owned block, full tensors the ghosted one too. Collective.
  /// Errors: std::runtime_error where a full tensor needs wider jumps than the decomposition's.
  Generator(const Decomposition& decomposition, const MeshCoefficients& coefficients);
  /// first · Q₁ + second · Q₂. Under a full tensor a jump may begin or end between the two times;
  /// where the sum is negative for that (by at most the part of the smaller factor) there is none.
  Generator(double first, const Generator& q1, double second, const Generator& q2);

  /// Smallest of all rates of this block (0 when empty): negative ones make no jump process.
  double smallest() const;

 private:
  void leave_out_negative_jumps();
  void add(const Decomposition& decomposition, const FaceCoefficients& faces);
  void add(const Decomposition& decomposition, const CellCoefficients& cells);

  bool full_tensor_ = false;
};

}  // namespace loschmidt::solver
