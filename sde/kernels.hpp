// The innermost loops of an ensemble: drawing the noise of a block of particles, and a scheme's
// proposals for them. They are compiled once for every processor, and for processors with AVX2 and
// with AVX-512. The program chooses at run time, and the bits are the same.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>

#include "sde/any_step.hpp"
#include "sde/random_stream.hpp"
#include "sde/walls.hpp"

namespace loschmidt::sde {

/// The particles of a block whose steps walls must finish.
struct NearWall {
  std::array<std::uint16_t, stepper::block_size> particle;
  int count = 0;

  std::span<const std::uint16_t> list() const {
    return std::span(particle).first(static_cast<std::size_t>(count));
  }
};

/// Request to draw the noise of a pair of steps for particles first … first + block_size − 1.
/// `first` is a multiple of block_size, `roots` holds the roots of the clocks of both steps, and
/// `shadow` asks for the twin's noise too.
struct NoiseOrder {
  const RandomStream& path;
  std::uint64_t first;
  std::uint32_t pair;
  std::array<double, 2> roots;
  bool shadow;
};

/// Writes the proposed end of the step of every particle of x into y, and lists in `unclear` the
/// particles that start or end near walls, for which it does not hold. Positions of a block are
/// block_size coordinates for each axis, one axis after the other; x and y do not overlap.
template <int D>
using Propose = void (*)(const AnyStep<D>& step, const stepper::InteriorRegion<D>& clear,
                         const stepper::BlockNoise& noise, int which, const double* x, double* y,
                         NearWall& unclear);

struct Kernels {
  std::string_view instructions;  // as in reports: "portable", "AVX2", "AVX-512"
  void (*draw)(const NoiseOrder& order, stepper::BlockNoise& out);
  std::tuple<Propose<1>, Propose<2>, Propose<3>> propose;

  template <int D>
  Propose<D> proposals() const {
    return std::get<D - 1>(propose);
  }
};

/// Returns all kernels that this processor can run, the portable ones first.
std::span<const Kernels* const> supported_kernels();

}  // namespace loschmidt::sde
