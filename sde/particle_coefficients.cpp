#include "sde/particle_coefficients.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sde/coefficients.hpp"

namespace loschmidt::sde {

namespace {

// Returns g_ik. With a diagonal tensor each axis has its own noise only.
double noise(const Coefficients& c, std::size_t point, int i, int k) {
  if (!c.tensor.diagonal()) return c.diffusion[(point * c.components + i) * c.noises + k];
  return i == k ? std::sqrt(c.tensor(point, i, i)) : 0;
}

int components_of(int d, NoiseLayout layout, int noises) {
  if (noises > most_noises) throw std::invalid_argument("too many Wiener processes");
  const bool matrix = layout == NoiseLayout::matrix;
  return d + (matrix ? d * noises : layout == NoiseLayout::diagonal ? d : 0);
}

// Writes the drift and noise of the vertices from number `first` on into the table.
void fill(LookupTable& table, std::size_t first, const Coefficients& c, NoiseLayout layout,
          int noises) {
  const int d = c.components;
  auto out = table.values().begin() + static_cast<std::ptrdiff_t>(first * table.components());
  for (std::size_t p = 0; p < c.points(); ++p) {
    for (int a = 0; a < d; ++a) *out++ = c.drift[d * p + a];
    if (layout == NoiseLayout::diagonal)
      for (int a = 0; a < d; ++a) *out++ = noise(c, p, a, a);
    if (layout == NoiseLayout::matrix)
      for (int k = 0; k < noises; ++k)
        for (int a = 0; a < d; ++a) *out++ = noise(c, p, a, k);
  }
}

PackedTensor first_tensor(const Coefficients& c) {
  PackedTensor tensor{};
  for (int i = 0; i < c.components; ++i)
    for (int j = 0; j <= i; ++j) tensor[packed(i, j)] = c.tensor(0, i, j);
  return tensor;
}

PackedTensor root_of(const PackedTensor& tensor, int dimension) {
  if (dimension == 1) return lower_root<1>(tensor);
  return dimension == 2 ? lower_root<2>(tensor) : lower_root<3>(tensor);
}

}  // namespace

ParticleCoefficients::ParticleCoefficients(const meshes::PointGrid& vertices,
                                           NoiseLayout noise_layout, int noises_, double repulsion_,
                                           const MakeArray& make)
    : table(vertices, components_of(vertices.dimension, noise_layout, noises_), make),
      layout(noise_layout),
      noises(noises_),
      tensor{},
      root{},
      repulsion(repulsion_),
      largest_tensor{} {}

ParticleCoefficients::ParticleCoefficients(const meshes::PointGrid& vertices, const Coefficients& c,
                                           NoiseLayout noise_layout, double repulsion_)
    : ParticleCoefficients(vertices, noise_layout, c.tensor.diagonal() ? c.components : c.noises,
                           repulsion_) {
  add(0, c);
}

void ParticleCoefficients::set_tensor(const PackedTensor& everywhere) {
  tensor = everywhere;
  root = root_of(tensor, table.dimension());
}

void ParticleCoefficients::add(std::size_t first, const Coefficients& c) {
  if (layout == NoiseLayout::diagonal && !c.tensor.diagonal())
    throw std::invalid_argument("a full tensor has no diagonal layout");
  if (first == 0) set_tensor(first_tensor(c));
  fill(table, first, c, layout, noises);
  for (std::size_t p = 0; p < c.points(); ++p)
    for (int a = 0; a < c.components; ++a)
      largest_tensor[a] = std::max(largest_tensor[a], c.tensor(p, a, a));
}

}  // namespace loschmidt::sde
