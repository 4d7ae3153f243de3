#include "solver/mesh_coefficients.hpp"

#include <algorithm>
#include <numeric>

namespace loschmidt::solver {

MeshCoefficients average(const MeshCoefficients& a, const MeshCoefficients& b) {
  if (const auto* cells = std::get_if<CellCoefficients>(&a))
    return CellCoefficients{cells->cells,
                            sde::average(cells->table, std::get<CellCoefficients>(b).table)};
  FaceCoefficients result = std::get<FaceCoefficients>(a);
  const auto& other = std::get<FaceCoefficients>(b);
  for (std::size_t axis = 0; axis < result.across.size(); ++axis)
    result.across[axis] = sde::average(result.across[axis], other.across[axis]);
  return result;
}

namespace {
// Returns the part of a block that lies on the mesh; beyond periodic ends the mesh continues.
meshes::Block inside(const meshes::Mesh& mesh, meshes::Block block) {
  for (int a = 0; a < mesh.dimension(); ++a) {
    if (mesh.axis(a).periodic()) continue;
    block.begin[a] = std::max(block.begin[a], 0);
    block.end[a] = std::min(block.end[a], mesh.extent(a));
  }
  return block;
}
}  // namespace

MeshTables::MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor, const meshes::Mesh& mesh)
    : MeshTables(sde, factor, mesh, mesh.all_cells(), mesh.all_cells()) {}

MeshTables::MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor,
                       const Decomposition& decomposition)
    : MeshTables(sde, factor, decomposition.mesh(), decomposition.block(),
                 decomposition.ghosted()) {}

MeshTables::MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor, const meshes::Mesh& mesh,
                       const meshes::Block& owned, const meshes::Block& around)
    : diagonal_(sde.diagonal()), cells_(diagonal_ ? owned : inside(mesh, around)) {
  if (diagonal_) {
    for (int a = 0; a < mesh.dimension(); ++a)
      tables_.emplace_back(sde, factor, meshes::face_centers(mesh, a, cells_), std::vector<int>{a});
    return;
  }
  std::vector<int> axes(mesh.dimension());
  std::iota(axes.begin(), axes.end(), 0);
  tables_.emplace_back(sde, factor, meshes::cell_centers(mesh, cells_), axes);
}

MeshCoefficients MeshTables::at(double t) {
  if (!diagonal_) return CellCoefficients{cells_, tables_.front().at(t)};
  FaceCoefficients faces{cells_, {}};
  for (std::size_t a = 0; a < tables_.size(); ++a) faces.across[a] = tables_[a].at(t);
  return faces;
}

}  // namespace loschmidt::solver
