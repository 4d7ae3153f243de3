// The coefficients of a process at the places where the generator on a mesh needs them: those of a
// diagonal tensor at the faces, where only the normal component matters; those of a full tensor at
// the cell centres.
#pragma once

#include <array>
#include <variant>
#include <vector>

#include "sde/coefficients.hpp"
#include "solver/decomposition.hpp"

namespace loschmidt::solver {

/// Normal components at the faces of the cells of `cells`: across[a] has one component and the
/// shape of the faces across a (meshes/points.hpp, face_centers).
struct FaceCoefficients {
  meshes::Block cells;
  std::array<sde::Coefficients, 3> across;
};

/// All components at the centres of `cells`, a block that may reach beyond periodic ends.
struct CellCoefficients {
  meshes::Block cells;
  sde::Coefficients table;
};

using MeshCoefficients = std::variant<FaceCoefficients, CellCoefficients>;

/// Pointwise mean of two tables, which must be of the same process and block.
MeshCoefficients average(const MeshCoefficients& a, const MeshCoefficients& b);

/// Tabulates mesh coefficients at any time.
class MeshTables {
 public:
  /// Tables for the rows of a generator in all cells of a mesh.
  MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor, const meshes::Mesh& mesh);
  /// Tables for the rows of a generator in the owned block. Full tensors are tabulated as far
  /// around it as jumps reach.
  MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor,
             const Decomposition& decomposition);

  MeshCoefficients at(double t);

 private:
  MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor, const meshes::Mesh& mesh,
             const meshes::Block& owned, const meshes::Block& around);

  bool diagonal_;
  meshes::Block cells_;
  std::vector<sde::CoefficientTable> tables_;  // one per axis for faces, one in all for centres
};

}  // namespace loschmidt::solver
