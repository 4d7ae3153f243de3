// The transition of one particle in one step of a scheme, without particles: every end that the
// step reaches from a place, with its probability. Points stand for the noise
// (sde/noise_points.hpp), and strata for the uniform of a wall. One axis that does not absorb.
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

class Transition {
 public:
  /// The step of the scheme from the tables `from` to the tables `to`, which must outlive this,
  /// with `per_deviation` points per standard deviation of the noise or more, and twice as many
  /// strata.
  Transition(const meshes::Mesh& mesh, Scheme scheme, const ParticleCoefficients& from,
             const ParticleCoefficients& to, double clock, int per_deviation);

  /// Calls arrive(y, weight, ξ) for all ends y of steps from x, which lie at most about `spacing`
  /// from each other. The weights have the sum `weight`. ξ is the increment of the first Wiener
  /// process in standard deviations; 0 without noise. y may not be finite.
  template <class Arrive>
  void operator()(double x, double weight, double spacing, Arrive&& arrive) {
    const NoisePoints& points = points_for(x, spacing);
    std::visit(
        [&](const auto& step) {
          for (std::size_t k = 0; k < points.size(); ++k)
            move(step, {x}, points.noise(k), weight * points.weight(k), arrive);
        },
        step_);
  }

 private:
  template <class Step, class Arrive>
  void move(const Step& step, const stepper::Vector<1>& x, const stepper::StepNoise<double>& noise,
            double weight, Arrive&& arrive) const {
    const double deviations = noisy_ && deviation_ > 0 ? noise.increment(0) / deviation_ : 0;
    const stepper::Vector<1> y = step(x, noise);
    if (!std::isfinite(y[0]) || (walls_.clear().holds(x) && walls_.clear().holds(y)))
      return arrive(y[0], weight, deviations);
    const double along = stepper::along_axis<1>(from_, x, noise, 0);
    const auto end = [&](double exponent) {
      return walls_.finish(x, y, [&](int) {
        return stepper::PathParts<1>{{{clock_, along, std::exp(-exponent)}}};
      })[0];
    };
    // The larger the exponent, the farther a wall moves the end. Where one moves nothing, no
    // smaller one does.
    const double free = end(0);
    const double largest = std::log(std::abs(weight) / negligible_weight);
    double rest = weight;
    for (auto s = strata_.rbegin(); s != strata_.rend(); ++s) {
      if (s->exponent > largest) continue;
      const double moved = end(s->exponent);
      if (moved == free) break;
      arrive(moved, weight * s->probability, deviations);
      rest -= weight * s->probability;
    }
    arrive(free, rest, deviations);
  }

  stepper::NoiseCount count() const {
    return std::visit([&](const auto& s) { return s.count(from_); }, step_);
  }

  /// The fewest points whose ends lie within `spacing` of each other, for a step from x.
  const NoisePoints& points_for(double x, double spacing);

  const ParticleCoefficients& from_;
  const ParticleCoefficients& to_;
  double clock_;
  double deviation_;             // of an increment
  std::vector<Stratum> strata_;  // of a wall's uniform
  stepper::Walls<1> walls_;
  AnyStep<1> step_;
  bool noisy_;
  std::vector<NoisePoints> points_;  // each has twice as many per deviation as the one before
};

}  // namespace loschmidt::sde
