// A pair of steps of one block of particles and of its twin. The kernels propose the ends of the
// steps, and walls correct those of particles that come near them.
#pragma once

#include <algorithm>
#include <cmath>

#include "sde/axis_noise.hpp"
#include "sde/kernels.hpp"
#include "sde/step_pair.hpp"

namespace loschmidt::sde {

/// The first block of the path's random stream that walls use; schemes use those before.
inline constexpr std::uint32_t first_wall_block = 1u << 16;

/// The particles of a block that the ensemble owns; the others only fill the block.
struct OwnParticles {
  std::uint64_t first_of_block;
  int begin;
  int end;
};

template <int D>
class BlockWalk {
 public:
  BlockWalk(const Kernels& kernels, Scheme scheme, const meshes::Mesh& mesh,
            const RandomStream& path, const StepPair& steps)
      : kernels_(kernels),
        path_(path),
        steps_(steps),
        first_(scheme, mesh, steps.start, steps.middle, steps.first_clock, 0),
        second_(scheme, mesh, steps.middle, steps.end, steps.second_clock, 1),
        shadow_(scheme, mesh, steps.start, steps.end, steps.first_clock + steps.second_clock, 2),
        noise_(std::visit([&](const auto& s) { return s.count(steps.start); }, first_.step)) {}

  /// Moves the positions x of the block, and those of its twin if there is one, over both steps.
  /// Adds the terms of control variates, if there are any, to `controls`.
  void operator()(const OwnParticles& own, double* x, double* twin, double* controls) {
    const std::array roots{std::sqrt(steps_.first_clock), std::sqrt(steps_.second_clock)};
    kernels_.draw({path_, own.first_of_block, steps_.number, roots, twin != nullptr}, noise_);
    if (controls) add_controls(0, own, x, controls);
    move<1>(first_, own, x, scratch_.data());
    if (controls) add_controls(1, own, scratch_.data(), controls);
    move<1>(second_, own, scratch_.data(), x);
    if (!twin) return;
    move<2>(shadow_, own, twin, scratch_.data());
    std::ranges::copy(scratch_, twin);
  }

 private:
  using Vector = stepper::Vector<D>;

  struct Leg {
    Leg(Scheme scheme, const meshes::Mesh& mesh, const ParticleCoefficients& start,
        const ParticleCoefficients& end, double clock, int number)
        : from(start),
          walls(mesh, start, end, clock),
          step(make_step<D>(scheme, stepper::Box<D>(mesh), start, end, clock)),
          which(number) {}

    const ParticleCoefficients& from;
    stepper::Walls<D> walls;
    AnyStep<D> step;
    int which;  // number of the step in the noise: 0, 1, or 2 for the twin's step
  };

  void add_controls(int step, const OwnParticles& own, const double* x, double* controls) {
    steps_.controls[step]->template add<D>(x, noise_.increments(step), own.begin, own.end,
                                           controls);
  }

  // Moves the block by one leg from x to y. Parts is the number of fine steps that the leg covers.
  template <int Parts>
  void move(const Leg& leg, const OwnParticles& own, const double* x, double* y) {
    kernels_.template proposals<D>()(leg.step, leg.walls.clear(), noise_, leg.which, x, y,
                                     unclear_);
    for (const int i : unclear_.list()) {
      if (i < own.begin || i >= own.end) continue;
      Vector at;
      for (int a = 0; a < D; ++a) at[a] = x[a * stepper::block_size + i];
      const auto parts = [&](int axis) {
        stepper::PathParts<Parts> result;
        for (int k = 0; k < Parts; ++k)
          result[k] = part(leg, leg.which % 2 + k, own.first_of_block, i, axis, at);
        return result;
      };
      const auto noise = noise_.template of<double>(leg.which, i);
      const Vector end = std::visit(
          [&](const auto& step) { return leg.walls.step(step, at, noise, parts); }, leg.step);
      for (int a = 0; a < D; ++a) y[a * stepper::block_size + i] = end[a];
    }
  }

  // Returns the clock, the noise and the uniform of one of the two steps, along one axis, for a
  // path that is at x.
  stepper::PathPart part(const Leg& leg, int half, std::uint64_t first, int i, int axis,
                         const Vector& x) const {
    double uniform = 0;
    path_.uniforms(first + i, steps_.number, std::span(&uniform, 1),
                   first_wall_block + 2 * axis + half);
    return {half == 0 ? steps_.first_clock : steps_.second_clock,
            stepper::along_axis<D>(leg.from, x, noise_.template of<double>(half, i), axis),
            uniform};
  }

  const Kernels& kernels_;
  const RandomStream& path_;
  const StepPair& steps_;
  Leg first_, second_, shadow_;
  stepper::BlockNoise noise_;
  std::array<double, D * stepper::block_size> scratch_;
  NearWall unclear_;
};

}  // namespace loschmidt::sde
