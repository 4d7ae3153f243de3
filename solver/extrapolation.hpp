// Richardson extrapolation of log p from a mesh and one or two refinements by two each. It computes
// log p = Σ w_k log p_k with weights that cancel the leading errors, and the scores likewise at
// coincident faces. The result is positive by construction. docs/theory.md (13). Serial, on whole
// arrays. Where axes absorb, the scores are the regular parts of solver/score.hpp.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "meshes/field.hpp"

namespace loschmidt::solver {

/// Returns the weights of two or three meshes, coarsest first. A second-order scheme has the errors
/// h², h⁴ and the weights (−1, 4)/3 or (1, −20, 64)/45. A first-order scheme, upwind along an axis
/// without noise, has the errors h, h² and the weights (−1, 2) or (1, −6, 8)/3. Errors:
/// std::invalid_argument for other orders or numbers of meshes.
std::vector<double> richardson_weights(int order, int meshes);

/// Cell masses on one mesh, natural order.
struct MeshSolution {
  const meshes::Mesh* mesh;
  std::span<const double> mass;
};

struct Extrapolated {
  std::vector<double> mass;         // on the coarsest mesh; the sum is 1, or with absorbing
                                    // axes the extrapolated sum of the solutions
  meshes::FaceField regular_score;  // on it, extrapolated itself (not differenced from mass)
};

/// Extrapolates masses and scores. Each mesh has twice the cells per axis of the one before, so
/// that every second edge coincides; the first may also be coarsened(second, {2, 2, 2}) of an odd
/// number of cells. `order` is that of the scheme. Errors: as richardson_weights.
Extrapolated extrapolate(std::span<const MeshSolution> solutions, int order);

/// Extrapolates numbers, a vector per mesh, as log p is: rates of loss, one per absorbing end.
/// Errors: as richardson_weights.
std::vector<double> extrapolate_numbers(std::span<const std::vector<double>> on_meshes, int order);

/// Extrapolates the mass `lost` through each absorbing end, a vector per mesh, and scales it so
/// that it is 1 with the sum of extrapolate(): both are of higher order, and only their sum need
/// not be
/// 1. Where it is 1 to roundoff nothing is scaled, so that small losses keep their digits. Errors:
/// as richardson_weights.
std::vector<double> extrapolate_lost(std::span<const MeshSolution> solutions,
                                     std::span<const std::vector<double>> lost, int order);

/// Extrapolates the masses alone and does not normalise their sum. Errors: as richardson_weights.
std::vector<double> extrapolate_mass(std::span<const MeshSolution> solutions, int order);

/// Returns, for each cell of coarsened(fine, factor), the sum over the cells of `fine` that make it
/// up.
std::vector<double> restrict_mass(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                                  const std::array<int, 3>& factor,
                                  std::span<const double> fine_mass);

/// Interpolates the normal components `fine_score` to the midpoints of the faces of coarsened(fine,
/// factor), at fourth order.
meshes::FaceField restrict_score(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                                 const std::array<int, 3>& factor,
                                 const meshes::FaceField& fine_score);

}  // namespace loschmidt::solver
