#include "output/paraview_fields.hpp"

#include <algorithm>
#include <cmath>

namespace loschmidt::output {

std::vector<double> log10_density(std::span<const double> density) {
  std::vector<double> result(density.begin(), density.end());
  for (double& p : result) p = std::log10(std::max(p, 1e-300));
  return result;
}

std::vector<double> density_from_counts(const meshes::Mesh& mesh,
                                        const meshes::Histogram& histogram) {
  std::vector<double> density = mesh.volumes();
  const auto particles = static_cast<double>(histogram.particles());
  for (std::size_t i = 0; i < density.size(); ++i)
    density[i] = static_cast<double>(histogram.counts[i]) / (particles * density[i]);
  return density;
}

std::vector<double> difference(std::span<const double> a, std::span<const double> b) {
  std::vector<double> result(a.begin(), a.end());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] -= b[i];
  return result;
}

}  // namespace loschmidt::output
