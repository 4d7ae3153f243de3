// The edges along which mass flows under a full diffusion tensor. An edge joins a cell L with the
// cell R = L + e, e an integer vector of Selling's decomposition
//     D_ij/(Δx_i Δx_j) = Σ_k ρ_k e_k e_kᵀ,
// made in each cell. docs/theory.md (10a), (10b). With a = f − ½∇·D, v = D⁻¹a and δ the
// displacement between the centres, an edge has, in the mean of its two ends,
//     conductance c = ½ volume ρ,   advection G = 2 c δ·v,
// and carries c B(−G/c) upward, c B(G/c) downward. Where D is singular a generalised inverse
// replaces D⁻¹, and the remainder a − D v is carried upwind along the axes. Edges through a
// reflecting end do not exist: reflection is along the co-normal. An edge through an absorbing end
// meets it at a fraction μ of its length and loses mass at c/μ there. Serial.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "meshes/ends.hpp"
#include "solver/cell_jumps.hpp"
#include "solver/mesh_coefficients.hpp"
#include "solver/scharfetter_gummel.hpp"

namespace loschmidt::solver {

/// The flows between a cell and the cell at the other end of an edge: mass per unit clock and unit
/// density at the end that it leaves.
struct Edge {
  double out = 0;
  double in = 0;
  meshes::Point displacement{};  // from the cell's centre to the end of this edge
  meshes::Index other{};         // the cell at the other end, in the mesh
  bool open = true;  // whether `other` exists; if not, `out` is absorbed, or 0 at a reflecting end
};

class TensorEdges {
 public:
  /// Decomposes the tensor in all cells of `coefficients`. Errors: std::runtime_error, naming the
  /// place, where the tensor has no decomposition with offsets of at most `reach` in every
  /// component.
  TensorEdges(const meshes::Mesh& mesh, const CellCoefficients& coefficients, int reach);

  /// All offsets in the block, in natural order; those along the axes are always among them.
  const std::vector<meshes::Index>& offsets() const { return offsets_; }

  /// Returns the edge from a cell of the mesh by +offset (direction 1) or −offset (direction −1)
  /// number k.
  Edge edge(const meshes::Index& cell, std::size_t k, int direction) const;

  /// Returns the flow from a cell of the mesh into an absorbing end. An edge that meets two ends at
  /// the same fraction of its length counts to the end of the later axis.
  double absorbed_by(const meshes::End& end, const meshes::Index& cell) const;

 private:
  // Conductance and advection of an edge, computed from the coefficients of one of its two cells.
  struct Strength {
    double conductance;
    double advection;
  };
  struct Wall {
    double fraction;  // the fraction of the edge's length at which it meets the wall
    bool absorbing;
    meshes::End end;
  };

  void find_offsets(const std::vector<CellJumps>& jumps);
  std::size_t number_of(const meshes::Index& offset) const;
  std::size_t position(meshes::Index cell) const;
  Strength strength(std::size_t k, std::size_t n, const meshes::Index& cell,
                    const meshes::Point& displacement) const;
  double along_walls(std::size_t k, std::size_t n) const;
  double potential_difference(std::size_t n, const meshes::Point& displacement) const;
  std::optional<Wall> first_wall(const meshes::Index& cell, const meshes::Index& step) const;
  meshes::Point displacement(const meshes::Index& cell, const meshes::Index& step) const;
  Edge absorbed(const meshes::Index& cell, std::size_t k, int direction, double fraction) const;

  const meshes::Mesh* mesh_;
  const CellCoefficients* coefficients_;
  std::vector<meshes::Index> offsets_;
  // Conductances per offset and cell of the table. Those along reflecting ends are kept apart,
  // empty for most offsets: they appear abruptly at corners and would spoil the mean of the drift.
  std::vector<std::vector<double>> conductance_;
  std::vector<std::vector<double>> along_walls_;
  std::vector<meshes::Point> potential_gradient_;  // v = D⁻¹ a per cell
  std::vector<meshes::Point> remainder_;           // a − D v
};

}  // namespace loschmidt::solver
