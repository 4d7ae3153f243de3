#include "sde/noise_points.hpp"

#include <cmath>

namespace loschmidt::sde {

using stepper::block_size;

namespace {

// A normal lies beyond so many standard deviations with a probability of 2e-9.
constexpr int deviations = 6;

std::size_t points_of_normal(int per_deviation) {
  return static_cast<std::size_t>(2 * deviations * per_deviation + 1);
}

}  // namespace

std::size_t NoisePoints::number(stepper::NoiseCount count, int per_deviation) {
  std::size_t points = 1;
  for (int k = 0; k < count.increments; ++k) points *= points_of_normal(per_deviation);
  for (int k = 0; k < count.signs; ++k) points *= 2;
  return points;
}

NoisePoints::NoisePoints(stepper::NoiseCount count, double clock, int per_deviation)
    : count_(count), per_deviation_(per_deviation), weights_(number(count, per_deviation)) {
  const std::size_t variables = static_cast<std::size_t>(count.increments + count.signs);
  const std::size_t blocks = (size() + block_size - 1) / block_size;
  values_.resize(blocks * variables * block_size);
  double sum = 0;
  for (std::size_t point = 0; point < size(); ++point) {
    double* values = values_.data() + point / block_size * variables * block_size;
    std::size_t rest = point;
    double exponent = 0;
    for (int k = 0; k < count.increments + count.signs; ++k) {
      const bool normal = k < count.increments;
      const std::size_t choices = normal ? points_of_normal(per_deviation) : 2;
      const auto choice = static_cast<double>(rest % choices);
      rest /= choices;
      const double z = normal ? choice / per_deviation - deviations : 2 * choice - 1;
      if (normal) exponent += 0.5 * z * z;
      values[k * block_size + point % block_size] = normal ? std::sqrt(clock) * z : z;
    }
    sum += weights_[point] = std::exp(-exponent);
  }
  for (double& w : weights_) w /= sum;
}

stepper::StepNoise<double> NoisePoints::noise(std::size_t point) const {
  const std::size_t variables = static_cast<std::size_t>(count_.increments + count_.signs);
  const double* values = values_.data() + point / block_size * variables * block_size;
  return {values, values + count_.increments * block_size, static_cast<int>(point % block_size)};
}

}  // namespace loschmidt::sde
