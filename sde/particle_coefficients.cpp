#include "sde/particle_coefficients.hpp"

#include <algorithm>
#include <cmath>

namespace loschmidt {

namespace {
LookupTable table_of(const PointGrid& vertices, const Coefficients& c, bool additive) {
  const int d = c.components;
  LookupTable table(vertices, additive ? d : 2 * d);
  auto out = table.values().begin();
  for (std::size_t p = 0; p < c.points(); ++p) {
    for (int a = 0; a < d; ++a) *out++ = c.drift[d * p + a];
    if (!additive)
      for (int a = 0; a < d; ++a) *out++ = std::sqrt(c.diffusion_tensor[d * p + a]);
  }
  return table;
}
}  // namespace

ParticleCoefficients::ParticleCoefficients(const PointGrid& vertices, const Coefficients& c,
                                           bool additive_noise, double repulsion_)
    : table(table_of(vertices, c, additive_noise)),
      amplitude{},
      additive(additive_noise),
      repulsion(repulsion_),
      largest_tensor{} {
  const int d = c.components;
  for (int a = 0; a < d; ++a) amplitude[a] = std::sqrt(c.diffusion_tensor[a]);
  for (std::size_t i = 0; i < c.diffusion_tensor.size(); ++i)
    largest_tensor[i % d] = std::max(largest_tensor[i % d], c.diffusion_tensor[i]);
}

}  // namespace loschmidt
