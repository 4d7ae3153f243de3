// Richardson's extrapolation in the logarithm, from a mesh and one or two refinements by two each:
// log p = Σ w_k log p_k with the weights that cancel the leading errors, and the scores likewise at
// coincident faces. Positive by construction. docs/theory.md (13). Serial, on whole arrays. Where
// axes absorb, the scores are the regular parts of solver/score.hpp.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "meshes/field.hpp"

namespace loschmidt::solver {

/// Weights of two or three meshes, coarsest first. A second-order scheme has errors h², h⁴:
/// (−1, 4)/3 and (1, −20, 64)/45; a first-order one, upwind along an axis without noise, h, h²:
/// (−1, 2) and (1, −6, 8)/3. Errors: std::invalid_argument for other orders or numbers.
std::vector<double> richardson_weights(int order, int meshes);

/// Cell masses on one mesh, natural order.
struct MeshSolution {
  const meshes::Mesh* mesh;
  std::span<const double> mass;
};

struct Extrapolated {
  std::vector<double> mass;  // on the coarsest mesh; the sum is 1, or with absorbing axes the
                             // extrapolation of those of the solutions
  meshes::FaceField regular_score;  // on it, extrapolated itself (not differenced from mass)
};

/// Each mesh has twice the cells per axis of the one before, every second edge in common; the first
/// may also be coarsened(second, {2, 2, 2}) of an odd number of cells.
/// order: of the scheme. Errors: as richardson_weights.
Extrapolated extrapolate(std::span<const MeshSolution> solutions, int order);

/// The masses alone, their sum as the logarithms leave it. Errors: as richardson_weights.
std::vector<double> extrapolate_mass(std::span<const MeshSolution> solutions, int order);

/// Sums over the cells of `fine` that make up each cell of coarsened(fine, factor).
std::vector<double> restrict_mass(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                                  const std::array<int, 3>& factor,
                                  std::span<const double> fine_mass);

/// The normal components `fine` at the midpoints of the faces of coarsened(fine, factor), at fourth
/// order.
meshes::FaceField restrict_score(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                                 const std::array<int, 3>& factor,
                                 const meshes::FaceField& fine_score);

}  // namespace loschmidt::solver
