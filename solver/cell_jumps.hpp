// What one cell contributes to the edges of a full diffusion tensor (solver/tensor_edges.hpp): the
// jumps of its decomposition, the drift as a potential_gradient along them, and what stands in at
// reflecting ends for jumps that would leave the mesh. docs/theory.md (10a), (10b).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "meshes/mesh.hpp"
#include "solver/selling.hpp"

namespace loschmidt::solver {

/// D_ij/(h_i h_j) in a cell of these widths, packed as D_ij.
std::vector<double> tensor_in_cells(const meshes::Point& width, std::span<const double> tensor);

struct CellJumps {
  Jumps inner;
  Jumps along_walls;                   // see below
  meshes::Point potential_gradient{};  // v, D v = a as far as a lies in the range of D
  meshes::Point remainder{};           // a − D v: nothing where D is regular
};

/// Of a cell with tensor D and a = f − ½∇·D. Nothing where D has no decomposition.
///
/// A reflecting end lets nothing through, so near it the density changes by −D_ta/D_aa along the
/// normal a for every 1 along a tangent t, and the jumps that are missing there would have carried
/// flow along the end. `along_walls` carries it: the tensor Σ ½ λ q (q + p·slope) over the missing
/// jumps, p cells normal to the end and q along it, decomposed once more. Without it the scheme is
/// of first order where mass lies at such ends. Exact for jumps one cell wide; where wider ones
/// make that tensor negative, or it would itself need wider ones, there are none.
std::optional<CellJumps> cell_jumps(const meshes::Mesh& mesh, const meshes::Index& cell,
                                    std::span<const double> tensor, const meshes::Point& a);

}  // namespace loschmidt::solver
