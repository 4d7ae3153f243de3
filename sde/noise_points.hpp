// Points and weights that stand for the noise of one step. One normal has the trapezoidal rule,
// whose error for a smooth function falls faster than any power of the spacing, and which can be as
// fine as wanted. Several normals have the product of Gauss–Hermite rules, which takes fewer points
// for functions that are nearly polynomials over the noise of a step. Signs have both values.
#pragma once

#include <cstddef>
#include <vector>

#include "sde/step_noise.hpp"

namespace loschmidt::sde {

class NoisePoints {
 public:
  /// The points for noise of this kind in a step of `clock`: `per_deviation` points per standard
  /// deviation of a single normal. Of each of two normals there are three points for a
  /// `per_deviation` of 1 and five otherwise, of each of more two and three.
  NoisePoints(stepper::NoiseCount count, double clock, int per_deviation);

  /// The number of points that this noise would have.
  static std::size_t number(stepper::NoiseCount count, int per_deviation);

  int per_deviation() const { return per_deviation_; }
  std::size_t size() const { return weights_.size(); }
  /// Returns the probability that the point stands for; all together have 1.
  double weight(std::size_t point) const { return weights_[point]; }
  stepper::StepNoise<double> noise(std::size_t point) const;

 private:
  stepper::NoiseCount count_;
  int per_deviation_;
  std::vector<double> weights_;
  std::vector<double> values_;  // block after block of points, as StepNoise reads them
};

}  // namespace loschmidt::sde
