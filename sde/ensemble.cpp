#include "sde/ensemble.hpp"

#include <algorithm>
#include <span>

#include "sde/block_walk.hpp"
#include "sde/with_constant.hpp"

namespace loschmidt::sde {

using stepper::block_size;

Ensemble::Ensemble(const meshes::Mesh& mesh, const CellSampler& sampler, const RandomStream& start,
                   std::uint64_t first, std::uint64_t count, bool with_twin, const Kernels& kernels)
    : mesh_(&mesh), kernels_(&kernels), first_(first), count_(count), before_(first % block_size) {
  const int d = mesh.dimension();
  const std::uint64_t blocks = (before_ + count + block_size - 1) / block_size;
  position_.resize(blocks * block_size * d);
  for (std::size_t k = 0; k < position_.size(); ++k) {
    const meshes::Axis& axis = mesh.axis(static_cast<int>(k / block_size % d));
    position_[k] = 0.5 * (axis.lower() + axis.upper());
  }
  std::array<double, 4> uniforms{};
  for (std::uint64_t i = 0; i < count; ++i) {
    start.uniforms(first + i, 0, std::span(uniforms).first(1 + d));
    const meshes::Point x = sampler(std::span<const double>(uniforms).first(1 + d));
    for (int a = 0; a < d; ++a) position_[place(i, a)] = x[a];
  }
  if (with_twin) twin_ = position_;
}

std::size_t Ensemble::place(std::uint64_t i, int axis) const {
  const std::uint64_t n = before_ + i;
  return (n / block_size * mesh_->dimension() + axis) * block_size + n % block_size;
}

meshes::Point Ensemble::at(const Positions& p, std::uint64_t i) const {
  meshes::Point x{};
  for (int a = 0; a < mesh_->dimension(); ++a) x[a] = p[place(i, a)];
  return x;
}

template <int D>
void Ensemble::advance_in(Scheme scheme, const RandomStream& path, const StepPair& steps) {
  if (steps.controls[0])
    control_.resize(most_test_functions * (before_ + count_ + block_size), 0.0);
  BlockWalk<D> walk(*kernels_, scheme, *mesh_, path, steps);
  const std::uint64_t end = before_ + count_;
  for (std::uint64_t begin = 0; begin < end; begin += block_size) {
    const OwnParticles own{first_ - before_ + begin, static_cast<int>(begin == 0 ? before_ : 0),
                           static_cast<int>(std::min<std::uint64_t>(end - begin, block_size))};
    walk(own, position_.data() + D * begin, has_twin() ? twin_.data() + D * begin : nullptr,
         steps.controls[0] ? control_.data() + most_test_functions * begin : nullptr);
  }
}

void Ensemble::advance(Scheme scheme, const RandomStream& path, const StepPair& steps) {
  with_constant(mesh_->dimension(),
                [&](auto dimension) { advance_in<dimension>(scheme, path, steps); });
}

void add_pair(Tally& tally, std::span<const std::uint32_t> bin_of_cell, std::ptrdiff_t cell,
              std::ptrdiff_t twin) {
  tally.fine.add(cell);
  tally.coarse.add(twin);
  const auto exchanged = [&](std::ptrdiff_t c) {
    return c < 0 ? &tally.exchanged_outside : &tally.exchanged[bin_of_cell[c]];
  };
  if (exchanged(cell) == exchanged(twin)) return;
  ++*exchanged(cell);
  ++*exchanged(twin);
}

void count(const Ensemble& ensemble, const meshes::Mesh& mesh,
           std::span<const std::uint32_t> bin_of_cell, Tally& tally) {
  for (std::uint64_t i = 0; i < ensemble.size(); ++i) {
    const auto cell = mesh.locate(ensemble.position(i));
    if (ensemble.has_twin())
      add_pair(tally, bin_of_cell, cell, mesh.locate(ensemble.twin_position(i)));
    else
      tally.fine.add(cell);
  }
}

}  // namespace loschmidt::sde
