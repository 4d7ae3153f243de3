#include "sde/transition.hpp"

namespace loschmidt::sde {

namespace {

// Points per standard deviation of the noise that are enough for any law: they bound the work where
// steps are long beside cells.
constexpr double most_per_deviation = 256;

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

}  // namespace

Transition::Transition(const meshes::Mesh& mesh, Scheme scheme, const ParticleCoefficients& from,
                       const ParticleCoefficients& to, double clock, int per_deviation)
    : from_(from),
      to_(to),
      clock_(clock),
      deviation_(std::sqrt(clock)),
      strata_(strata_of_exponential(2 * per_deviation)),
      walls_(mesh, from, to, clock),
      step_(make_step<1>(scheme, stepper::Box<1>(mesh), from, to, clock)),
      noisy_(count().increments > 0),
      points_{NoisePoints(count(), clock, per_deviation)} {}

const NoisePoints& Transition::points_for(double x, double spacing) {
  const double tensor =
      std::max(from_.tensor_column<1>({x}, 0)[0], to_.tensor_column<1>({x}, 0)[0]);
  const double wanted = std::min(std::sqrt(clock_ * tensor) / spacing, most_per_deviation);
  std::size_t level = 0;
  for (; points_[level].per_deviation() < wanted; ++level)
    if (level + 1 == points_.size())
      points_.emplace_back(count(), clock_, 2 * points_[level].per_deviation());
  return points_[level];
}

}  // namespace loschmidt::sde
