#include "sde/square_root_step.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sde/gamma_quantile.hpp"

namespace loschmidt::sde::stepper {

namespace {

constexpr double far_from_zero = 1e4;  // of λ

constexpr double met_zero = std::numeric_limits<double>::quiet_NaN();

// Returns the m whose interval of [0, 1) holds the uniform number, or −1 if none does. The weight
// of m ≥ 0 is poisson_weight(θ + m, λ), and P(θ + m, λ) is the sum of weights from m on. Larger m
// are at smaller numbers. The walk begins near the largest weight, and ends where weights are
// beyond the precision of the sum.
int component(double theta, double lambda, double uniform) {
  int m = static_cast<int>(std::max(0.0, lambda - theta));
  double weight = poisson_weight(theta + m, lambda);
  double from_here = theta + m == 0 ? 1 : weight * lower_series(theta + m, lambda);
  if (uniform < from_here) {
    while (uniform < from_here - weight && weight > 1e-18) {
      from_here -= weight;
      ++m;
      weight *= lambda / (theta + m);
    }
    return m;
  }
  while (m > 0) {
    weight *= (theta + m) / lambda;
    --m;
    from_here += weight;
    if (uniform < from_here) return m;
  }
  return -1;
}

double from_normal(double shape, const PathPart& part) {
  const Level level = level_of_normal(part.noise / std::sqrt(part.clock));
  return 2 * part.clock * gamma_quantile(shape, level);
}

double along(double square, const PathPart& part) {
  const double y = std::sqrt(square) + part.noise;
  return y * y;
}

double far_end(double square, double dimension, const PathPart& part) {
  return along(square, part) + (dimension - 1) * part.clock;
}

// These return the end of y², given its start.

double reflected(double square, double dimension, const PathPart& part) {
  if (dimension >= 1) {
    const double shape = 0.5 * (dimension - 1);
    return along(square, part) +
           2 * part.clock * gamma_quantile(shape, level_of_uniform(part.uniform));
  }
  const double lambda = 0.5 * square / part.clock;
  if (lambda > far_from_zero) return std::max(0.0, far_end(square, dimension, part));
  const int n = std::max(0, component(0, lambda, part.uniform));
  return from_normal(0.5 * dimension + n, part);
}

double killed(double square, double dimension, const PathPart& part) {
  const double lambda = 0.5 * square / part.clock;
  if (lambda > far_from_zero) {
    const double end = far_end(square, dimension, part);
    return end > 0 ? end : met_zero;
  }
  const int m = component(1 - 0.5 * dimension, lambda, part.uniform);
  return m < 0 ? met_zero : from_normal(m + 1, part);
}

}  // namespace

double square_root_end(double r, double b, double c, std::span<const PathPart> parts) {
  if (b < 0)
    throw std::invalid_argument(
        "the drift at an end without noise points outwards (no reflection holds a particle there): "
        "absorb the particle");
  double square = 4 * r / c;
  for (const PathPart& part : parts) square = reflected(square, 4 * b / c, part);
  return 0.25 * c * square;
}

double absorbed_square_root_end(double r, double b, double c, std::span<const PathPart> parts) {
  const double dimension = 4 * b / c;
  if (dimension >= 2) return square_root_end(r, b, c, parts);
  double square = 4 * r / c;
  for (const PathPart& part : parts) {
    square = killed(square, dimension, part);
    if (std::isnan(square)) return met_zero;
  }
  return 0.25 * c * square;
}

}  // namespace loschmidt::sde::stepper
