#include "solver/masses.hpp"

#include <algorithm>
#include <cmath>

namespace loschmidt::solver {

Masses::Masses(const Decomposition& decomposition)
    : decomposition_(&decomposition), ghosted_(decomposition.ghosted_vector()) {}

void Masses::copy_from(const Masses& other) {
  if (vector() != nullptr) petsc::check(VecCopy(other.vector(), vector()));
}

Masses::Masses(const Decomposition& decomposition, std::span<const double> whole)
    : Masses(decomposition) {
  const ArrayOf array(ghosted_.get());
  const meshes::Block all = decomposition.mesh().all_cells();
  meshes::for_each(decomposition.block(), [&](const meshes::Index& i) {
    array.data()[decomposition.ghosted().local(i)] = whole[all.local(i)];
  });
}

void Masses::set(std::span<const double> owned) {
  const ArrayOf array(ghosted_.get());
  const meshes::Block& block = decomposition_->block();
  for_each_row(block, decomposition_->ghosted(), [&](std::size_t b, std::size_t g) {
    std::copy_n(owned.data() + b, block.extent(0), array.data() + g);
  });
}

std::vector<double> Masses::owned() const {
  const ArrayOf array(ghosted_.get());
  const meshes::Block& block = decomposition_->block();
  std::vector<double> values(block.size());
  for_each_row(block, decomposition_->ghosted(), [&](std::size_t b, std::size_t g) {
    std::copy_n(array.data() + g, block.extent(0), values.data() + b);
  });
  return values;
}

double largest_relative(const Decomposition& d, Equation equation, std::span<const double> error,
                        std::span<const double> value) {
  std::vector<double> density(value.begin(), value.end());
  std::size_t next = 0;
  if (equation == Equation::forward)
    meshes::for_each(d.block(),
                     [&](const meshes::Index& i) { density[next++] /= d.mesh().volume(i); });
  double peak = 0;
  for (const double p : density) peak = std::max(peak, p);
  peak = d.maximum(peak);
  // If nearly all is absorbed, digits are lost, and no step would pass.
  const double least = std::max(1e-12 * peak, unresolved_mass);
  double worst = 0;
  for (std::size_t n = 0; n < value.size(); ++n)
    if (density[n] > least) worst = std::max(worst, std::abs(error[n]) / value[n]);
  return d.maximum(worst);
}

double relative_difference(const Masses& a, const Masses& b) {
  auto difference = a.owned();
  const auto value = b.owned();
  for (std::size_t n = 0; n < value.size(); ++n) difference[n] -= value[n];
  return largest_relative(a.decomposition(), Equation::forward, difference, value);
}

std::ptrdiff_t stride_of(const meshes::Index& offset, const meshes::Block& ghosted) {
  return offset[0] + std::ptrdiff_t{ghosted.extent(0)} *
                         (offset[1] + std::ptrdiff_t{ghosted.extent(1)} * offset[2]);
}

}  // namespace loschmidt::solver
