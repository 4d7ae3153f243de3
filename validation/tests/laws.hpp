// Laws given by masses of cells, and their distance, for the tests of several rooms.
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::test {

/// The probability of a Gaussian below x.
inline double gaussian_below(double x, double mean, double variance) {
  return 0.5 * std::erfc((mean - x) / std::sqrt(2 * variance));
}

/// The masses of a Gaussian in the cells of a one-dimensional mesh.
inline std::vector<double> gaussian_masses(const meshes::Mesh& mesh, double mean, double variance) {
  const auto& edges = mesh.axis(0).edges();
  std::vector<double> mass;
  for (std::size_t i = 1; i < edges.size(); ++i)
    mass.push_back(gaussian_below(edges[i], mean, variance) -
                   gaussian_below(edges[i - 1], mean, variance));
  return mass;
}

/// Σ|a − b|.
inline double l1(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum;
}

}  // namespace loschmidt::test
