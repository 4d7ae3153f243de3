#include "sde/noise_points.hpp"

#include <cmath>

namespace loschmidt::sde {

using stepper::block_size;

namespace {

struct WeightedNormal {
  double z;
  double weight;
};

std::vector<WeightedNormal> trapezoidal_rule(int per_deviation) {
  constexpr int deviations = 6;  // a normal lies beyond them with a probability of 2e-9
  std::vector<WeightedNormal> rule;
  for (int k = 0; k <= 2 * deviations * per_deviation; ++k) {
    const double z = static_cast<double>(k) / per_deviation - deviations;
    rule.push_back({z, std::exp(-0.5 * z * z)});
  }
  return rule;
}

// Exact for polynomials of degree 3, 5 and 9 with 2, 3 and 5 points: Abramowitz & Stegun 1964,
// table 25.10, for the density exp(−z²/2).
std::vector<WeightedNormal> gauss_hermite_rule(int points) {
  if (points == 2) return {{-1, 1}, {1, 1}};
  if (points == 3) return {{-std::sqrt(3.0), 1}, {0, 4}, {std::sqrt(3.0), 1}};
  const double root = std::sqrt(10.0);
  const double inner = std::sqrt(5 - root);
  const double outer = std::sqrt(5 + root);
  return {{-outer, 7 - 2 * root},
          {-inner, 7 + 2 * root},
          {0, 32},
          {inner, 7 + 2 * root},
          {outer, 7 - 2 * root}};
}

std::vector<WeightedNormal> rule_of(stepper::NoiseCount count, int per_deviation) {
  const bool fine = per_deviation > 1;
  if (count.increments <= 1) return trapezoidal_rule(per_deviation);
  if (count.increments == 2) return gauss_hermite_rule(fine ? 5 : 3);
  return gauss_hermite_rule(fine ? 3 : 2);
}

}  // namespace

std::size_t NoisePoints::number(stepper::NoiseCount count, int per_deviation) {
  std::size_t points = 1;
  for (int k = 0; k < count.increments; ++k) points *= rule_of(count, per_deviation).size();
  for (int k = 0; k < count.signs; ++k) points *= 2;
  return points;
}

NoisePoints::NoisePoints(stepper::NoiseCount count, double clock, int per_deviation)
    : count_(count), per_deviation_(per_deviation), weights_(number(count, per_deviation)) {
  const std::vector<WeightedNormal> rule = rule_of(count, per_deviation);
  const std::size_t variables = static_cast<std::size_t>(count.increments + count.signs);
  const std::size_t blocks = (size() + block_size - 1) / block_size;
  values_.resize(blocks * variables * block_size);
  double sum = 0;
  for (std::size_t point = 0; point < size(); ++point) {
    double* values = values_.data() + point / block_size * variables * block_size;
    std::size_t rest = point;
    weights_[point] = 1;
    for (int k = 0; k < count.increments + count.signs; ++k) {
      const bool normal = k < count.increments;
      const std::size_t choices = normal ? rule.size() : 2;
      const std::size_t choice = rest % choices;
      rest /= choices;
      const double sign = 2 * static_cast<double>(choice) - 1;
      values[k * block_size + point % block_size] =
          normal ? std::sqrt(clock) * rule[choice].z : sign;
      if (normal) weights_[point] *= rule[choice].weight;
    }
    sum += weights_[point];
  }
  for (double& w : weights_) w /= sum;
}

stepper::StepNoise<double> NoisePoints::noise(std::size_t point) const {
  const std::size_t variables = static_cast<std::size_t>(count_.increments + count_.signs);
  const double* values = values_.data() + point / block_size * variables * block_size;
  return {values, values + count_.increments * block_size, static_cast<int>(point % block_size)};
}

}  // namespace loschmidt::sde
