#include "sde/ensemble.hpp"

#include <cmath>
#include <span>
#include <stdexcept>

#include "sde/axis_noise.hpp"
#include "sde/dri1.hpp"
#include "sde/platen.hpp"
#include "sde/steppers.hpp"
#include "sde/walls.hpp"

namespace loschmidt {

Ensemble::Ensemble(const Mesh& mesh, const CellSampler& sampler, const RandomStream& start,
                   std::uint64_t first, std::uint64_t count, bool with_twin)
    : mesh_(&mesh), first_(first) {
  const int d = mesh.dimension();
  for (int a = 0; a < d; ++a) position_[a].resize(count);
  std::array<double, 4> uniforms{};
  for (std::uint64_t i = 0; i < count; ++i) {
    start.uniforms(first + i, 0, std::span(uniforms).first(1 + d));
    const Point x = sampler(std::span<const double>(uniforms).first(1 + d));
    for (int a = 0; a < d; ++a) position_[a][i] = x[a];
  }
  if (with_twin) twin_ = position_;
}

Point Ensemble::at(const Positions& p, std::uint64_t i) {
  Point x{};
  for (int a = 0; a < 3; ++a)
    if (!p[a].empty()) x[a] = p[a][i];
  return x;
}

namespace {
template <int D>
stepper::Vector<D> load(const std::array<std::vector<double>, 3>& positions, std::uint64_t i) {
  stepper::Vector<D> x;
  for (int a = 0; a < D; ++a) x[a] = positions[a][i];
  return x;
}

template <std::size_t D>
void store(std::array<std::vector<double>, 3>& positions, std::uint64_t i,
           const std::array<double, D>& x) {
  for (std::size_t a = 0; a < D; ++a) positions[a][i] = x[a];
}

// Blocks of the path's random stream from here on belong to the walls, those before to the schemes.
constexpr std::uint32_t first_wall_block = 1u << 16;
}  // namespace

template <int D, class Step>
void Ensemble::advance_all(const Step& step, const RandomStream& path, const StepPair& steps) {
  using Vector = stepper::Vector<D>;
  const std::array<double, 2> clock{steps.first_clock, steps.second_clock};
  const std::array<double, 2> roots{std::sqrt(clock[0]), std::sqrt(clock[1])};
  const stepper::Walls<D> first_walls(*mesh_, steps.start, steps.middle, clock[0]);
  const stepper::Walls<D> second_walls(*mesh_, steps.middle, steps.end, clock[1]);
  const stepper::Walls<D> coarse_walls(*mesh_, steps.start, steps.end, clock[0] + clock[1]);
  const auto count = Step::count(steps.start);
  for (std::uint64_t i = 0; i < size(); ++i) {
    const stepper::PairNoise<typename Step::Noise> noise(path, first_ + i, steps.number, count,
                                                         roots);
    // What drives axis a in one of both steps of a path that is at x.
    const auto part = [&](int half, int a, const ParticleCoefficients& c, const Vector& x) {
      double uniform = 0;
      path.uniforms(first_ + i, steps.number, std::span(&uniform, 1),
                    first_wall_block + 2 * a + half);
      const auto& increment = half == 0 ? noise.first.increment : noise.second.increment;
      return stepper::PathPart{clock[half], stepper::along_axis<D>(c, x, increment, a), uniform};
    };
    Vector x = load<D>(position_, i);
    x = first_walls.step(step, x, noise.first,
                         [&](int a) { return stepper::PathParts<1>{part(0, a, steps.start, x)}; });
    x = second_walls.step(step, x, noise.second, [&](int a) {
      return stepper::PathParts<1>{part(1, a, steps.middle, x)};
    });
    store(position_, i, x);
    if (!has_twin()) continue;
    const Vector y = load<D>(twin_, i);
    store(twin_, i, coarse_walls.step(step, y, noise.both, [&](int a) {
      return stepper::PathParts<2>{part(0, a, steps.start, y), part(1, a, steps.start, y)};
    }));
  }
}

template <int D>
void Ensemble::advance_in(Scheme scheme, const RandomStream& path, const StepPair& steps) {
  using enum NoiseLayout;
  switch (scheme) {
    case Scheme::heun:
      return advance_all<D>(stepper::Heun<D>{*mesh_}, path, steps);
    case Scheme::platen:
      return advance_all<D>(stepper::Platen<D>{*mesh_}, path, steps);
    case Scheme::dri1:
      return advance_all<D>(stepper::Dri1<D>(*mesh_), path, steps);
    case Scheme::ode:
      return advance_all<D>(stepper::Ode<D>{*mesh_}, path, steps);
    default:
      break;
  }
  if (steps.start.layout == additive)
    advance_all<D>(stepper::EulerMaruyama<D, additive>{}, path, steps);
  else if (steps.start.layout == diagonal)
    advance_all<D>(stepper::EulerMaruyama<D, diagonal>{}, path, steps);
  else
    advance_all<D>(stepper::EulerMaruyama<D, matrix>{}, path, steps);
}

void Ensemble::advance(Scheme scheme, const RandomStream& path, const StepPair& steps) {
  if (!reads(scheme, steps.start.layout))
    throw std::invalid_argument("the tables do not hold the noise as the scheme reads it");
  switch (mesh_->dimension()) {
    case 1:
      return advance_in<1>(scheme, path, steps);
    case 2:
      return advance_in<2>(scheme, path, steps);
    default:
      return advance_in<3>(scheme, path, steps);
  }
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

void count(const Ensemble& ensemble, const Mesh& mesh, std::span<const std::uint32_t> bin_of_cell,
           Tally& tally) {
  for (std::uint64_t i = 0; i < ensemble.size(); ++i) {
    const auto cell = mesh.locate(ensemble.position(i));
    if (ensemble.has_twin())
      add_pair(tally, bin_of_cell, cell, mesh.locate(ensemble.twin_position(i)));
    else
      tally.fine.add(cell);
  }
}

}  // namespace loschmidt
