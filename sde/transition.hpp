// The transition of one particle in one step of a scheme, without particles: every end that the
// step reaches from a place, with its probability. Points stand for the noise
// (sde/noise_points.hpp), and strata for the uniforms of walls. No axis absorbs.
#pragma once

#include <algorithm>
#include <cmath>
#include <variant>
#include <vector>

#include "sde/any_step.hpp"
#include "sde/axis_noise.hpp"
#include "sde/noise_points.hpp"
#include "sde/walls.hpp"

namespace loschmidt::sde {

/// All smaller weights together are below the roundoff of a sum of probabilities.
inline constexpr double negligible_weight = 1e-16;

/// A part of the law of −log u, u uniform: its mean and its probability.
struct Stratum {
  double exponent;
  double probability;
};

/// Strata of equal width in the square root of −log u, `per_unit` in each unit; the whole law as
/// one for 0.
std::vector<Stratum> strata_of_exponential(int per_unit);

template <int D>
class Transition {
 public:
  using Vector = stepper::Vector<D>;
  using Noise = stepper::StepNoise<double>;

  /// The step of the scheme from the tables `from` to the tables `to`, which must outlive this,
  /// with `per_deviation` points per standard deviation of the noise or more. A wall's uniform has
  /// so many strata per unit of sqrt(−log u), and one for 0.
  Transition(const meshes::Mesh& mesh, Scheme scheme, const ParticleCoefficients& from,
             const ParticleCoefficients& to, double clock, int per_deviation, int strata)
      : from_(from),
        to_(to),
        clock_(clock),
        strata_(strata_of_exponential(strata)),
        walls_(mesh, from, to, clock),
        step_(make_step<D>(scheme, stepper::Box<D>(mesh), from, to, clock)),
        points_{NoisePoints(count(), clock, per_deviation)} {}

  /// The numbers of increments and signs of a step.
  stepper::NoiseCount count() const {
    return std::visit([&](const auto& s) { return s.count(from_); }, step_);
  }

  /// Calls arrive(y, weight, noise) for all ends y of steps from x, which lie at most about
  /// `spacing` from each other. The weights have the sum `weight`. y may not be finite.
  template <class Arrive>
  void operator()(const Vector& x, double weight, double spacing, Arrive&& arrive) {
    const NoisePoints& points = points_for(x, spacing);
    std::visit(
        [&](const auto& step) {
          for (std::size_t k = 0; k < points.size(); ++k)
            move(step, x, points.noise(k), weight * points.weight(k), arrive);
        },
        step_);
  }

 private:
  // A step before walls act, and the exponents −log u of their uniforms.
  struct Proposal {
    Vector x, y;
    Vector along;
    Vector exponent;
  };

  template <class Step, class Arrive>
  void move(const Step& step, const Vector& x, const Noise& noise, double weight,
            Arrive&& arrive) const {
    const Vector y = step(x, noise);
    const bool finite = std::ranges::all_of(y, [](double v) { return std::isfinite(v); });
    if (!finite || (walls_.clear().holds(x) && walls_.clear().holds(y)))
      return arrive(y, weight, noise);
    Proposal proposal{x, y, {}, {}};
    for (int a = 0; a < D; ++a) proposal.along[a] = stepper::along_axis<D>(from_, x, noise, a);
    meet(0, proposal, end(proposal), weight,
         [&](const Vector& at, double part) { arrive(at, part, noise); });
  }

  // Splits the weight over the strata of axis a and of those after it. `free` is the end of the
  // step while the exponents of these axes are 0.
  template <class Arrive>
  void meet(int a, Proposal& proposal, const Vector& free, double weight,
            const Arrive& arrive) const {
    if (a == D) return arrive(free, weight);
    // The larger the exponent, the farther a wall moves the end. Where one moves nothing, no
    // smaller one does.
    const double largest = std::log(std::abs(weight) / negligible_weight);
    double rest = weight;
    for (auto s = strata_.rbegin(); s != strata_.rend(); ++s) {
      if (s->exponent > largest) continue;
      proposal.exponent[a] = s->exponent;
      const Vector moved = end(proposal);
      if (moved == free) break;
      meet(a + 1, proposal, moved, weight * s->probability, arrive);
      rest -= weight * s->probability;
    }
    proposal.exponent[a] = 0;
    meet(a + 1, proposal, free, rest, arrive);
  }

  Vector end(const Proposal& p) const {
    return walls_.finish(p.x, p.y, [&](int a) {
      return stepper::PathParts<1>{{{clock_, p.along[a], std::exp(-p.exponent[a])}}};
    });
  }

  /// The fewest points whose ends lie within `spacing` of each other, for a step from x.
  const NoisePoints& points_for(const Vector& x, double spacing);

  const ParticleCoefficients& from_;
  const ParticleCoefficients& to_;
  double clock_;
  std::vector<Stratum> strata_;  // of a wall's uniform
  stepper::Walls<D> walls_;
  AnyStep<D> step_;
  std::vector<NoisePoints> points_;  // each has twice as many per deviation as the one before
};

template <int D>
const NoisePoints& Transition<D>::points_for(const Vector& x, double spacing) {
  // Points per standard deviation of the noise that are enough for any law: they bound the work
  // where steps are long beside cells.
  constexpr double most_per_deviation = 256;
  double tensor = 0;
  for (int a = 0; a < D; ++a)
    tensor = std::max(
        {tensor, from_.template tensor_column<D>(x, a)[a], to_.template tensor_column<D>(x, a)[a]});
  const double wanted = std::min(std::sqrt(clock_ * tensor) / spacing, most_per_deviation);
  std::size_t level = 0;
  for (; points_[level].per_deviation() < wanted; ++level)
    if (level + 1 == points_.size())
      points_.emplace_back(count(), clock_, 2 * points_[level].per_deviation());
  return points_[level];
}

}  // namespace loschmidt::sde
