// Chains for tests of their laws, whose coefficients do not depend on time.
#pragma once

#include <numeric>
#include <vector>

#include "sde/coefficients.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/scheme.hpp"
#include "sde/sde.hpp"

namespace loschmidt::test {

/// The steps of a chain.
struct Chain {
  meshes::Mesh mesh;
  sde::Sde process;
  sde::Scheme scheme;
  int steps;
  double clock;
  double repulsion = 0;

  sde::ParticleCoefficients tables() const {
    const meshes::PointGrid points = meshes::vertices(mesh, 1);
    std::vector<int> axes(mesh.dimension());
    std::iota(axes.begin(), axes.end(), 0);
    return {points, sde::tabulate(process, points, axes, 0),
            sde::layout(scheme, {process.additive(), process.diagonal()}), repulsion};
  }
};

/// A law that is uniform in the second quarter of the cells.
inline std::vector<double> in_the_middle(const meshes::Mesh& mesh) {
  std::vector<double> mass(mesh.cells(), 0.0);
  for (std::size_t i = mass.size() / 4; i < mass.size() / 2; ++i)
    mass[i] = 4.0 / static_cast<double>(mass.size());
  return mass;
}

}  // namespace loschmidt::test
