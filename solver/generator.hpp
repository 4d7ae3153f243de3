// The Scharfetter–Gummel generator: finite volumes for ∂p/∂τ = −∇·(a p − ½D∇p) as a Markov jump
// process between cells, dm/dτ = Qᵀm with nonnegative rates. docs/theory.md (10), (10b). With a
// diagonal tensor mass passes through the faces (solver/scharfetter_gummel.hpp), with a full one
// along the edges of solver/tensor_edges.hpp. A transition rate is the flow per unit density
// divided by the volume of the cell that it leaves.
#pragma once

#include <vector>

#include "solver/exits.hpp"
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
  std::vector<double> leave;  // total rate out of the cell, including absorption
  // One link per offset; of ±offset, the one whose last nonzero component is positive. Links ascend
  // in natural order, so that sums over them have one order on every rank. Those along the axes are
  // always present, others where this block needs them.
  std::vector<Link> links;
  // The rates through the absorbing ends, the part of `leave` that enters no cell.
  Exits exits;

  /// Computes the rates of the owned cells. The coefficients must cover the owned block, those of
  /// full tensors also the ghosted one. Collective. Errors: std::runtime_error if a full tensor
  /// needs wider jumps than the decomposition's.
  Generator(const Decomposition& decomposition, const MeshCoefficients& coefficients);
  /// The generator first · Q₁ + second · Q₂. Under a full tensor a jump may appear or disappear
  /// between the two times. A rate that becomes negative for this reason (by at most the part of
  /// the smaller factor) is set to 0.
  Generator(double first, const Generator& q1, double second, const Generator& q2);

  /// The smallest of all rates of this block (0 when empty). With negative rates Q is no jump
  /// process.
  double smallest() const;

 private:
  void leave_out_negative_jumps();
  void add(const Decomposition& decomposition, const FaceCoefficients& faces);
  void add_exits(const Decomposition& decomposition, const FaceCoefficients& faces);
  void add(const Decomposition& decomposition, const CellCoefficients& cells);

  bool full_tensor_ = false;
};

}  // namespace loschmidt::solver
