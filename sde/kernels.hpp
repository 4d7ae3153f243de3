// The loops in which an ensemble spends its time: the noise of a block of particles, and a scheme's
// proposals for them. They are compiled once for every processor and once for those with AVX2; the
// choice is made when the program runs, and the bits are the same.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>

#include "sde/any_step.hpp"
#include "sde/random_stream.hpp"
#include "sde/walls.hpp"

namespace loschmidt::sde {

/// Which particles of a block the walls are yet to see.
struct NearWall {
  std::array<std::uint16_t, stepper::block_size> particle;
  int count = 0;

  std::span<const std::uint16_t> list() const {
    return std::span(particle).first(static_cast<std::size_t>(count));
  }
};

/// Draws for particles first … first + block_size − 1 (first: a multiple of block_size) what the
/// pair of steps is driven by; roots: of the clocks of both steps; shadow: its noise too.
struct NoiseOrder {
  const RandomStream& path;
  std::uint64_t first;
  std::uint32_t pair;
  std::array<double, 2> roots;
  bool shadow;
};

/// Puts the end of the step of every particle of x into y, except of those in `unclear`: they start
/// where walls are near, or would end there. Positions of a block are block_size coordinates for
/// each axis, one axis after the other; x and y do not overlap.
template <int D>
using Propose = void (*)(const AnyStep<D>& step, const stepper::InteriorRegion<D>& clear,
                         const stepper::BlockNoise& noise, int which, const double* x, double* y,
                         NearWall& unclear);

struct Kernels {
  std::string_view instructions;  // as in reports: "portable", "AVX2"
  void (*draw)(const NoiseOrder& order, stepper::BlockNoise& out);
  std::tuple<Propose<1>, Propose<2>, Propose<3>> propose;

  template <int D>
  Propose<D> proposals() const {
    return std::get<D - 1>(propose);
  }
};

/// All that this processor can run, the portable ones first.
std::span<const Kernels* const> supported_kernels();

}  // namespace loschmidt::sde
