// The score of the closed form of [exact].
#pragma once

#include "app/setup/problem.hpp"
#include "meshes/points.hpp"

namespace loschmidt::setup {

/// The density below which the score of the closed form is not evaluated: formulas underflow there.
inline constexpr double least_exact_density = 1e-200;

/// ∂_a log p at point i of the grid, by the formula of exact.score or, without one, by a difference
/// of log density over five points an eighth of a cell apart. Errors: std::invalid_argument where
/// the formula is not finite. A difference beside points of density 0 is returned as it is, and may
/// not be finite.
double exact_score(const ExactSolution& exact, const meshes::PointGrid& points,
                   const meshes::Index& i, int a, double t);

}  // namespace loschmidt::setup
