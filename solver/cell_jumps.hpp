// The contribution of one cell to the edges of a full diffusion tensor (solver/tensor_edges.hpp):
// the jumps of its decomposition, the drift as a gradient of a potential along them, and the jumps
// along reflecting ends that replace those which would leave the mesh. docs/theory.md (10a), (10b).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "meshes/mesh.hpp"
#include "solver/selling.hpp"

namespace loschmidt::solver {

/// The tensor D_ij/(Δx_i Δx_j) of a cell with widths Δx, packed like `tensor`, which holds D_ij.
std::vector<double> tensor_in_cells(const meshes::Point& width, std::span<const double> tensor);

struct CellJumps {
  Jumps inner;
  Jumps along_walls;                   // replace the jumps through reflecting ends, see cell_jumps
  meshes::Point potential_gradient{};  // v, D v = a as far as a lies in the range of D
  meshes::Point remainder{};           // a − D v, zero where D is regular
};

/// The jumps and the drift of a cell with tensor D and a = f − ½∇·D. Returns nothing if D has no
/// decomposition.
///
/// No flux crosses a reflecting end. The density near it therefore changes by −D_tn/D_nn along the
/// normal n for every 1 along a tangent t, and the jumps that are missing there would have carried
/// flow along the end. `along_walls` carries this flow: the tensor Σ ½ ρ e_t (e_t + e_n·slope) over
/// the missing jumps, e_n cells normal to the end and e_t along it, is decomposed once more.
/// Without it the scheme is of first order where mass lies at such ends. It is exact for jumps one
/// cell wide. `along_walls` is empty where wider jumps make that tensor negative, or where the
/// tensor itself needs wider jumps.
std::optional<CellJumps> cell_jumps(const meshes::Mesh& mesh, const meshes::Index& cell,
                                    std::span<const double> tensor, const meshes::Point& a);

}  // namespace loschmidt::solver
