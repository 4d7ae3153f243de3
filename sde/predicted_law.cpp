#include "sde/predicted_law.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

#include "sde/any_step.hpp"
#include "sde/axis_noise.hpp"
#include "sde/walls.hpp"

namespace loschmidt::sde {

namespace {

using stepper::Vector;

// All smaller weights together are below the roundoff of the sum.
constexpr double negligible_weight = 1e-16;

// Points per standard deviation of the noise that are enough for any law: they bound the work where
// steps are long beside cells.
constexpr double most_per_deviation = 256;

// A part of the law of −log u, u uniform: its mean and its probability.
struct Stratum {
  double exponent;
  double probability;
};

// Strata of equal width in the square root, in which the minimum of a bridge is smooth.
std::vector<Stratum> strata_of_exponential(int per_unit) {
  std::vector<Stratum> strata;
  const auto beyond = [](double root) { return std::exp(-root * root); };
  const auto moment = [&](double root) { return (root * root + 1) * beyond(root); };
  for (int k = 0; k * k < stepper::largest_exponent * per_unit * per_unit; ++k) {
    const double lower = static_cast<double>(k) / per_unit;
    const double upper = static_cast<double>(k + 1) / per_unit;
    const double probability = beyond(lower) - beyond(upper);
    strata.push_back({(moment(lower) - moment(upper)) / probability, probability});
  }
  return strata;
}

// One step of every path that starts at a node, and where its weight arrives.
class Transition {
 public:
  Transition(const meshes::Mesh& mesh, Scheme scheme, const ParticleCoefficients& from,
             const ParticleCoefficients& to, double clock, int per_deviation)
      : from_(from),
        to_(to),
        clock_(clock),
        strata_(strata_of_exponential(2 * per_deviation)),
        walls_(mesh, from, to, clock),
        step_(make_step<1>(scheme, stepper::Box<1>(mesh), from, to, clock)),
        points_{NoisePoints(count(), clock, per_deviation)} {}

  /// Calls arrive(y, weight) for all ends y of steps from x, which lie at most about `spacing` from
  /// each other.
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
  void move(const Step& step, const Vector<1>& x, const stepper::StepNoise<double>& noise,
            double weight, Arrive&& arrive) const {
    const Vector<1> y = step(x, noise);
    if (walls_.clear().holds(x) && walls_.clear().holds(y)) return arrive(y[0], weight);
    if (!std::isfinite(y[0])) return arrive(y[0], weight);
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
      arrive(moved, weight * s->probability);
      rest -= weight * s->probability;
    }
    arrive(free, rest);
  }

  stepper::NoiseCount count() const {
    return std::visit([&](const auto& s) { return s.count(from_); }, step_);
  }

  // The fewest points whose ends lie within `spacing` of each other, for a step from x.
  const NoisePoints& points_for(double x, double spacing) {
    const double tensor =
        std::max(from_.tensor_column<1>({x}, 0)[0], to_.tensor_column<1>({x}, 0)[0]);
    const double wanted = std::min(std::sqrt(clock_ * tensor) / spacing, most_per_deviation);
    std::size_t level = 0;
    for (; points_[level].per_deviation() < wanted; ++level)
      if (level + 1 == points_.size())
        points_.emplace_back(count(), clock_, 2 * points_[level].per_deviation());
    return points_[level];
  }

  const ParticleCoefficients& from_;
  const ParticleCoefficients& to_;
  double clock_;
  std::vector<Stratum> strata_;  // of a wall's uniform
  stepper::Walls<1> walls_;
  AnyStep<1> step_;
  std::vector<NoisePoints> points_;  // each has twice as many per deviation as the one before
};

}  // namespace

PredictedLaw::PredictedLaw(const meshes::Mesh& mesh, std::span<const double> mass,
                           const meshes::Field& score, const PredictionResolution& resolution)
    : mesh_(mesh),
      resolution_(resolution),
      nodes_(mesh.axis(0), resolution.intervals),
      weight_(nodes_.size(), 0.0) {
  // Four points per cell carry its law, which is proportional to exp(s x) inside.
  const meshes::Axis& axis = mesh.axis(0);
  const std::vector<double> points = gauss_points(axis, {.parts = 2});
  const std::size_t per_cell = points.size() / mass.size();
  for (std::size_t cell = 0; cell < mass.size(); ++cell) {
    const auto first = points.begin() + static_cast<std::ptrdiff_t>(cell * per_cell);
    const auto tilt = [&](double x) {
      return std::exp(score.values[cell] * (x - axis.centers()[cell]));
    };
    double sum = 0;
    for (auto x = first; x != first + per_cell; ++x) sum += tilt(*x);
    for (auto x = first; x != first + per_cell; ++x)
      nodes_.spread(*x, mass[cell] * tilt(*x) / sum, weight_);
  }
}

void PredictedLaw::advance(Scheme scheme, const ParticleCoefficients& from,
                           const ParticleCoefficients& to, double clock, bool counted,
                           const std::function<void(double)>& worked) {
  Transition transition(mesh_, scheme, from, to, clock, resolution_.per_deviation);
  std::vector<double> reached(weight_.size(), 0.0);
  for (std::size_t node = 0; node < weight_.size(); ++node) {
    if (std::abs(weight_[node]) < negligible_weight) continue;
    const double spacing =
        counted ? nodes_.resolved_length(node) : std::numeric_limits<double>::infinity();
    double ends = 0;
    transition(nodes_.position(node), weight_[node], spacing, [&](double y, double w) {
      ++ends;
      if (std::isfinite(y))
        nodes_.spread(y, w, reached);
      else
        finite_ = false;
    });
    if (worked) worked(ends);
  }
  weight_ = std::move(reached);
}

std::vector<double> PredictedLaw::masses() const {
  return nodes_.masses(weight_);
}

}  // namespace loschmidt::sde
