#include "solver/extrapolation.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "meshes/interpolation.hpp"
#include "solver/score.hpp"

namespace loschmidt::solver {

std::vector<double> restrict_mass(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                                  const std::array<int, 3>& factor,
                                  std::span<const double> fine_mass) {
  std::vector<double> sum(coarse.cells(), 0.0);
  const meshes::Block cells = coarse.all_cells();
  std::size_t n = 0;
  meshes::for_each(fine.all_cells(), [&](const meshes::Index& i) {
    sum[cells.local({i[0] / factor[0], i[1] / factor[1], i[2] / factor[2]})] += fine_mass[n++];
  });
  return sum;
}

std::vector<double> richardson_weights(int order, int meshes) {
  if (order == 2 && meshes == 2) return {-1.0 / 3, 4.0 / 3};
  if (order == 2 && meshes == 3) return {1.0 / 45, -20.0 / 45, 64.0 / 45};
  if (order == 1 && meshes == 2) return {-1, 2};
  if (order == 1 && meshes == 3) return {1.0 / 3, -6.0 / 3, 8.0 / 3};
  throw std::invalid_argument(
      "extrapolation takes two or three meshes of a scheme of order 1 or 2");
}

namespace {

// Returns the fine scores across axis a at the midpoints of the coarse faces: those of every
// `ratio`-th face along a, interpolated at fourth order along the other axes (a plain mean would
// leave an error of h²).
std::vector<double> at_coarse_faces(const meshes::Mesh& coarse, const meshes::Mesh& fine, int ratio,
                                    int a, const std::vector<double>& fine_score) {
  const meshes::Block faces = fine.all_faces(a);
  meshes::Block kept = coarse.all_faces(a);
  for (int b = 0; b < coarse.dimension(); ++b)
    if (b != a) kept.end[b] = fine.extent(b);
  std::vector<double> values;
  values.reserve(kept.size());
  meshes::for_each(kept, [&](meshes::Index i) {
    i[a] = std::min(i[a] * ratio, fine.extent(a));  // the last coarse cell may be a smaller one
    values.push_back(fine_score[faces.local(i)]);
  });
  std::array<int, 3> shape = kept.end;
  for (int b = 0; b < coarse.dimension(); ++b) {
    if (b == a) continue;
    const meshes::Axis& axis = fine.axis(b);
    const meshes::AxisInterpolation along(axis.centers(), coarse.axis(b).centers(),
                                          axis.periodic() ? axis.length() : 0, axis.breaks());
    values = meshes::interpolate(along, b, shape, values);
    shape[b] = along.targets();
  }
  return values;
}

// exp(Σ w_k log m_k) with weights that sum to 1. Where a mass is not resolved, returns the last
// one, of the finest mesh.
double combined(std::span<const double> masses, std::span<const double> weights) {
  const double finest = masses.back();
  double log_ratio = 0;
  for (std::size_t k = 0; k < masses.size(); ++k) {
    if (masses[k] < unresolved_mass) return finest;
    log_ratio += weights[k] * std::log(masses[k] / finest);
  }
  return finest * std::exp(log_ratio);
}

// Rounds up, because the last cell of half an odd number of cells is a single cell of the finer
// mesh.
int ratio_of(const meshes::Mesh& coarse, const meshes::Mesh& fine) {
  return (fine.extent(0) + coarse.extent(0) - 1) / coarse.extent(0);
}

double extrapolated_survival(std::span<const MeshSolution> solutions,
                             std::span<const double> weights) {
  if (!solutions.front().mesh->absorbing()) return 1;
  std::vector<double> survivals;
  for (const auto& solution : solutions) survivals.push_back(meshes::total(solution.mass));
  return combined(survivals, weights);
}

}  // namespace

std::vector<double> extrapolate_numbers(std::span<const std::vector<double>> on_meshes, int order) {
  const auto weights = richardson_weights(order, static_cast<int>(on_meshes.size()));
  std::vector<double> result;
  for (std::size_t n = 0; n < on_meshes[0].size(); ++n) {
    std::vector<double> values;
    for (const auto& mesh : on_meshes) values.push_back(mesh[n]);
    result.push_back(combined(values, weights));
  }
  return result;
}

std::vector<double> extrapolate_lost(std::span<const MeshSolution> solutions,
                                     std::span<const std::vector<double>> lost, int order) {
  constexpr double roundoff = 1e-12;
  std::vector<double> result = extrapolate_numbers(lost, order);
  const auto weights = richardson_weights(order, static_cast<int>(solutions.size()));
  const double missing = 1 - extrapolated_survival(solutions, weights);
  const double sum = meshes::total(result);
  if (std::abs(missing - sum) <= roundoff) return result;
  for (double& l : result) l *= std::max(missing, 0.0) / sum;
  return result;
}

std::vector<double> extrapolate_mass(std::span<const MeshSolution> solutions, int order) {
  const auto weights = richardson_weights(order, static_cast<int>(solutions.size()));
  const meshes::Mesh& coarse = *solutions.front().mesh;
  std::vector<std::vector<double>> masses;
  for (const auto& [mesh, mass] : solutions) {
    std::array<int, 3> factor{1, 1, 1};
    for (int a = 0; a < coarse.dimension(); ++a) factor[a] = ratio_of(coarse, *mesh);
    masses.push_back(restrict_mass(coarse, *mesh, factor, mass));
  }
  std::vector<double> result;
  std::vector<double> in_cell(masses.size());
  for (std::size_t n = 0; n < coarse.cells(); ++n) {
    for (std::size_t k = 0; k < masses.size(); ++k) in_cell[k] = masses[k][n];
    result.push_back(combined(in_cell, weights));
  }
  return result;
}

meshes::FaceField restrict_score(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                                 const std::array<int, 3>& factor,
                                 const meshes::FaceField& fine_score) {
  meshes::FaceField score(coarse);
  for (int a = 0; a < coarse.dimension(); ++a)
    score.across[a] = at_coarse_faces(coarse, fine, factor[a], a, fine_score.across[a]);
  return score;
}

Extrapolated extrapolate(std::span<const MeshSolution> solutions, int order) {
  const auto weights = richardson_weights(order, static_cast<int>(solutions.size()));
  const meshes::Mesh& coarse = *solutions.front().mesh;
  Extrapolated result{extrapolate_mass(solutions, order), meshes::FaceField(coarse)};
  const double excess = meshes::total(result.mass) / extrapolated_survival(solutions, weights);
  for (double& m : result.mass) m /= excess;
  for (std::size_t k = 0; k < solutions.size(); ++k) {
    const meshes::Mesh& mesh = *solutions[k].mesh;
    const int ratio = ratio_of(coarse, mesh);
    const meshes::FaceField score =
        restrict_score(coarse, mesh, {ratio, ratio, ratio}, regular_score(mesh, solutions[k].mass));
    for (int a = 0; a < coarse.dimension(); ++a) {
      auto& sum = result.regular_score.across[a];
      for (std::size_t n = 0; n < sum.size(); ++n) sum[n] += weights[k] * score.across[a][n];
    }
  }
  return result;
}

}  // namespace loschmidt::solver
