// The functions of the position at `stop` whose expectations are compared in directed tests. An
// error of size ε in one term of the reverse drift changes the density q at `stop` by ε ∂q/∂ε. The
// function that sees it best among all of the same variance is the direction ∂ log q/∂ε. Two plain
// functions are added for errors in no direction that was thought of: docs/theory.md (18a).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "app/judgement/reference_error.hpp"
#include "app/roads/backward_road.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::judgement {

/// Masses at `stop` of the reverse process, on the cells of one mesh.
struct ReferenceLaws {
  std::vector<double> right;
  std::vector<double> weaker_score, stronger_score;  // × 0.9, × 1.1
  std::vector<double> half_drift;
  std::vector<double> half_divergence;  // empty where D does not depend on x
};

/// What errors of the reversal change in an expectation, with signs.
struct ExpectedChange {
  double weaker_score = 0, stronger_score = 0;  // score × 0.9, × 1.1
  double half_divergence = 0;                   // 0 where D does not depend on x
  double half_drift = 0;

  ExpectedChange in_units_of(double unit) const {
    return {weaker_score / unit, stronger_score / unit, half_divergence / unit, half_drift / unit};
  }
  ReferenceError size() const {
    return {std::min(std::abs(weaker_score), std::abs(stronger_score)), std::abs(half_divergence),
            std::abs(half_drift)};
  }
};

/// A test function and what errors change in its expectation.
struct Direction {
  roads::TestFunction function;
  ExpectedChange expected;
};

/// The names of all test functions; files have the place in this list as a number.
inline constexpr std::array<std::string_view, 7> test_function_names{
    "score", "drift", "divergence", "mean", "second moment", "sine", "cosine"};
/// Returns the place of one of these names.
double number_of(std::string_view name);

/// Returns the directions of score, drift and (if there is one) divergence, and two plain
/// functions: sums over the axes of the coordinate and of its square, or of sine and cosine where
/// all axes are periodic; the coordinate and the sine where some are.
std::vector<Direction> directions(const meshes::Mesh& mesh, const ReferenceLaws& laws);

}  // namespace loschmidt::judgement
