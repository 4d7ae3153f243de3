// The score of the closed form of [exact].
#pragma once

#include "app/setup/problem.hpp"
#include "meshes/points.hpp"

namespace loschmidt::setup {

/// Below this density the closed form is not asked for its score: formulas underflow there.
inline constexpr double least_exact_density = 1e-200;

/// ∂_a log p at point i of the grid: the formula of exact.score, or the slope of log density by
/// five points an eighth of a cell apart. Errors: std::invalid_argument where that formula is not
/// finite; a slope may be, next to where the density is 0.
double exact_score(const ExactSolution& exact, const meshes::PointGrid& points,
                   const meshes::Index& i, int a, double t);

}  // namespace loschmidt::setup
