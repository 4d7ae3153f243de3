// Derivatives of formulas by differences of eighth order: nine points around x. With points an
// eighth of a cell apart, the error is roundoff for a function that the mesh resolves. No
// difference crosses a break, where the function may have a kink.
#pragma once

#include <algorithm>
#include <array>

#include "meshes/points.hpp"

namespace loschmidt::sde {

inline constexpr int derivative_points = 9;
inline constexpr int derivative_reach = derivative_points / 2;

/// Returns the weights of the values at −4 … 4 in the slope at u of the polynomial through them.
std::array<double, derivative_points> derivative_weights(double u);

/// Returns ∂_a of function(point) at x from points in [lower, upper], `step` apart.
template <class Function>
double derivative_within(Function&& function, double lower, double upper, int a,
                         const meshes::Point& x, double step) {
  const double center =
      std::clamp(x[a], lower + derivative_reach * step, upper - derivative_reach * step);
  const auto weights = derivative_weights((x[a] - center) / step);
  double sum = 0;
  meshes::Point y = x;
  for (int i = 0; i < derivative_points; ++i) {
    if (weights[i] == 0) continue;
    y[a] = center + (i - derivative_reach) * step;
    sum += weights[i] * function(y);
  }
  return sum / step;
}

/// Returns ∂_a of function(point) at x; on a break, the mean of the derivatives on both sides.
/// `resolution` is the width of the cell around x. Near breaks and the box's edge the points move
/// inwards, since a function such as √x exists on one side only.
template <class Function>
double derivative(Function&& function, const meshes::PointGrid& grid, int a, const meshes::Point& x,
                  double resolution) {
  const double step = resolution / 8;
  const auto& breaks = grid.breaks[a];
  const auto [first, last] = std::ranges::equal_range(breaks, x[a]);
  const double lower = first == breaks.begin() ? grid.lower[a] : first[-1];
  const double upper = last == breaks.end() ? grid.upper[a] : *last;
  if (first == last) return derivative_within(function, lower, upper, a, x, step);
  return 0.5 * (derivative_within(function, lower, x[a], a, x, step) +
                derivative_within(function, x[a], upper, a, x, step));
}

}  // namespace loschmidt::sde
