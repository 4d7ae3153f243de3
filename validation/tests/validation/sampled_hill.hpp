// A density that is not symmetric, and histograms drawn from it.
#pragma once

#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include "validation/marginal.hpp"

namespace loschmidt::validation {

inline meshes::Axis line(double lower, double upper, int cells) {
  std::vector<double> edges;
  for (int i = 0; i <= cells; ++i) edges.push_back(lower + (upper - lower) * i / cells);
  return meshes::Axis(std::move(edges), meshes::Boundary::reflecting);
}

/// A hill that is not symmetric: p ∝ exp(−½x²)(1.2 + sin x) on every axis.
inline std::vector<double> hill(const meshes::Mesh& mesh) {
  std::vector<double> mass;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    double m = mesh.volume(i);
    for (int a = 0; a < mesh.dimension(); ++a) {
      const double x = mesh.axis(a).centers()[i[a]];
      m *= std::exp(-0.5 * x * x) * (1.2 + std::sin(x));
    }
    mass.push_back(m);
  });
  const double sum = std::accumulate(mass.begin(), mass.end(), 0.0);
  for (double& m : mass) m /= sum;
  return mass;
}

class Draws {
 public:
  Draws(const std::vector<double>& mass, unsigned seed)
      : engine_(seed), cell_(mass.begin(), mass.end()), cells_(mass.size()) {}
  meshes::Histogram draw(int particles) {
    meshes::Histogram histogram(cells_);
    for (int n = 0; n < particles; ++n) histogram.add(cell_(engine_));
    return histogram;
  }

 private:
  std::mt19937_64 engine_;
  std::discrete_distribution<std::ptrdiff_t> cell_;
  std::size_t cells_;
};

inline MarginalComparison compare(const meshes::Mesh& mesh, const std::vector<double>& mass,
                                  const meshes::Histogram& histogram) {
  const Bins bins = merge_cells(mass, mesh.extents(), mesh.dimension(), histogram.particles());
  return compare_marginal(mesh, mass, histogram, bins, 0);
}

}  // namespace loschmidt::validation
