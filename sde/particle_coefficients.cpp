#include "sde/particle_coefficients.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sde/coefficients.hpp"

namespace loschmidt {

namespace {

int noises_of(const Coefficients& c) {
  const int noises = c.full() ? c.noises : c.components;
  if (noises > most_noises) throw std::invalid_argument("too many Wiener processes");
  return noises;
}

// g_ik; a diagonal tensor has its own axis's noise only.
double noise(const Coefficients& c, std::size_t point, int i, int k) {
  if (c.full()) return c.diffusion[(point * c.components + i) * c.noises + k];
  return i == k ? std::sqrt(c.diffusion_tensor[point * c.components + i]) : 0;
}

LookupTable empty_table(const PointGrid& vertices, int d, NoiseLayout layout, int noises) {
  const bool matrix = layout == NoiseLayout::matrix;
  return {vertices, d + (matrix ? d * noises : layout == NoiseLayout::diagonal ? d : 0)};
}

// Puts what belongs to the vertices from `first` on into the table.
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
    for (int j = 0; j <= i; ++j)
      if (c.full())
        tensor[packed(i, j)] = c.diffusion_tensor[packed(i, j)];
      else if (i == j)
        tensor[packed(i, i)] = c.diffusion_tensor[i];
  return tensor;
}

PackedTensor root_of(const PackedTensor& tensor, int dimension) {
  if (dimension == 1) return lower_root<1>(tensor);
  return dimension == 2 ? lower_root<2>(tensor) : lower_root<3>(tensor);
}

}  // namespace

ParticleCoefficients::ParticleCoefficients(const PointGrid& vertices, const Coefficients& c,
                                           NoiseLayout noise_layout, double repulsion_)
    : table(empty_table(vertices, c.components, noise_layout, noises_of(c))),
      layout(noise_layout),
      noises(noises_of(c)),
      tensor(first_tensor(c)),
      root(root_of(tensor, c.components)),
      repulsion(repulsion_),
      largest_tensor{} {
  if (layout == NoiseLayout::diagonal && c.full())
    throw std::invalid_argument("a full tensor has no diagonal layout");
  add(0, c);
}

void ParticleCoefficients::add(std::size_t first, const Coefficients& c) {
  fill(table, first, c, layout, noises);
  for (std::size_t p = 0; p < c.points(); ++p)
    for (int a = 0; a < c.components; ++a) {
      const double value = c.diffusion_tensor[p * c.tensor_size() + (c.full() ? packed(a, a) : a)];
      largest_tensor[a] = std::max(largest_tensor[a], value);
    }
}

}  // namespace loschmidt
