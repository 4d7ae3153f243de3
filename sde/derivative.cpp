#include "sde/derivative.hpp"

namespace loschmidt::sde {

namespace {

// Returns the slope at u of the Lagrange polynomial that is 1 at node i and 0 at the others.
double lagrange_slope(int i, double u) {
  double denominator = 1;
  double sum = 0;
  for (int j = 0; j < derivative_points; ++j)
    if (j != i) denominator *= i - j;
  for (int skip = 0; skip < derivative_points; ++skip) {
    if (skip == i) continue;
    double product = 1;
    for (int j = 0; j < derivative_points; ++j)
      if (j != i && j != skip) product *= u - (j - derivative_reach);
    sum += product;
  }
  return sum / denominator;
}

}  // namespace

std::array<double, derivative_points> derivative_weights(double u) {
  static constexpr std::array<double, derivative_points> centered{
      1.0 / 280, -4.0 / 105, 1.0 / 5, -4.0 / 5, 0, 4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};
  if (u == 0) return centered;
  std::array<double, derivative_points> weights{};
  for (int i = 0; i < derivative_points; ++i) weights[i] = lagrange_slope(i, u);
  return weights;
}

}  // namespace loschmidt::sde
