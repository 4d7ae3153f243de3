// Draws from a density given by cell masses. A particle's first uniform selects the cell, by a
// search in the cumulative masses (summed in natural order). The others place it inside the cell,
// where the density is taken proportional to exp(s·x) with the cell's score s. The mass of every
// cell is exact, and the error inside a cell is of second order.
#pragma once

#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::sde {

class CellSampler {
 public:
  /// `mass` holds one value per cell, with any positive total. `score` holds ∇ log p at cell
  /// centres, `dimension` components each. `mesh` and `score` must outlive this.
  CellSampler(const meshes::Mesh& mesh, std::span<const double> mass, const meshes::Field& score);

  /// Returns a position. `uniforms` holds 1 + dimension numbers in (0, 1).
  meshes::Point operator()(std::span<const double> uniforms) const;

 private:
  const meshes::Mesh* mesh_;
  const meshes::Field* score_;
  std::vector<double> cumulative_;
};

}  // namespace loschmidt::sde
