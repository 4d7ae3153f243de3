// The coefficients of a process where the generator on a mesh needs them: a diagonal tensor at the
// faces, where only the component across counts; a full one at the cell centres.
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

/// All components at the centres of the cells of `cells`, which may reach beyond periodic ends.
struct CellCoefficients {
  meshes::Block cells;
  sde::Coefficients table;
};

using MeshCoefficients = std::variant<FaceCoefficients, CellCoefficients>;

/// Pointwise mean; both are of the same process and block.
MeshCoefficients average(const MeshCoefficients& a, const MeshCoefficients& b);

/// Those tables as functions of time.
class MeshTables {
 public:
  /// For the rows of a generator in the cells of a whole mesh.
  MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor, const meshes::Mesh& mesh);
  /// For those of the owned block; full tensors are needed as far around it as jumps reach.
  MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor,
             const Decomposition& decomposition);

  MeshCoefficients at(double t);

 private:
  MeshTables(const sde::Sde& sde, const sde::TimeFactor& factor, const meshes::Mesh& mesh,
             const meshes::Block& owned, const meshes::Block& around);

  bool diagonal_;
  meshes::Block cells_;
  std::vector<sde::CoefficientTable> tables_;  // one per axis, or one for all
};

}  // namespace loschmidt::solver
