#include "sde/ensemble.hpp"

#include <cmath>
#include <stdexcept>

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
template <std::size_t D>
void store(std::array<std::vector<double>, 3>& positions, std::uint64_t i,
           const std::array<double, D>& x) {
  double check = 0;
  for (std::size_t a = 0; a < D; ++a) check += positions[a][i] = x[a];
  if (!std::isfinite(check))
    throw std::runtime_error(
        "a particle's position is not finite: the drift table is too steep for these steps; take "
        "more reverse.steps");
}

// Blocks of the path's random stream from here on belong to the walls, those before to the schemes.
constexpr std::uint32_t first_wall_block = 1u << 16;
}  // namespace

template <int D, class Step>
void Ensemble::advance_all(const Step& step, const RandomStream& path, const StepPair& steps) {
  using Vector = stepper::Vector<D>;
  const stepper::Walls<D> walls{*mesh_};
  const std::array<double, 2> roots{std::sqrt(steps.first_clock), std::sqrt(steps.second_clock)};
  const double both = steps.first_clock + steps.second_clock;
  const auto count = Step::count(steps.start);
  for (std::uint64_t i = 0; i < size(); ++i) {
    const stepper::PairNoise<typename Step::Noise> noise(path, first_ + i, steps.number, count,
                                                         roots);
    const auto uniforms = [&](std::uint32_t which) {
      return [&path, particle = first_ + i, number = steps.number, which] {
        Vector u;
        path.uniforms(particle, number, u, first_wall_block + 2 * which);
        return u;
      };
    };
    Vector x;
    for (int a = 0; a < D; ++a) x[a] = position_[a][i];
    Vector proposed = step(x, steps.start, steps.middle, steps.first_clock, noise.first);
    x = walls(x, proposed, steps.start.template amplitude_at<D>(x), steps.first_clock, uniforms(0));
    proposed = step(x, steps.middle, steps.end, steps.second_clock, noise.second);
    x = walls(x, proposed, steps.middle.template amplitude_at<D>(x), steps.second_clock,
              uniforms(1));
    store(position_, i, x);
    if (!has_twin()) continue;
    Vector y;
    for (int a = 0; a < D; ++a) y[a] = twin_[a][i];
    proposed = step(y, steps.start, steps.end, both, noise.both);
    y = walls(y, proposed, steps.start.template amplitude_at<D>(y), both, uniforms(2));
    store(twin_, i, y);
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

void count(const Ensemble& ensemble, const Mesh& mesh, std::span<const std::uint32_t> bin_of_cell,
           Tally& tally) {
  for (std::uint64_t i = 0; i < ensemble.size(); ++i) {
    const auto cell = mesh.locate(ensemble.position(i));
    tally.fine.add(cell);
    if (!ensemble.has_twin()) continue;
    const auto twin = mesh.locate(ensemble.twin_position(i));
    tally.coarse.add(twin);
    if (cell < 0 || twin < 0 || bin_of_cell[cell] == bin_of_cell[twin]) continue;
    ++tally.exchanged[bin_of_cell[cell]];
    ++tally.exchanged[bin_of_cell[twin]];
  }
}

}  // namespace loschmidt
