// Draws from a density given by cell masses. Particle n's first uniform is searched in the
// cumulative masses (summed in natural order), the others place it inside the cell, where the
// density is taken proportional to exp(s·x) with the cell's score s: the mass of every cell is
// exact and the error inside a cell is of second order.
#pragma once

#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::sde {

class CellSampler {
 public:
  /// mass: per cell, any positive total. score: ∇ log p at cell centres, dimension components.
  CellSampler(const meshes::Mesh& mesh, std::span<const double> mass, const meshes::Field& score);

  /// uniforms: 1 + dimension of them, each in (0, 1).
  meshes::Point operator()(std::span<const double> uniforms) const;

 private:
  const meshes::Mesh* mesh_;
  const meshes::Field* score_;
  std::vector<double> cumulative_;
};

}  // namespace loschmidt::sde
