#include "app/judgement/directed_comparison.hpp"

#include <algorithm>
#include <cmath>

#include "validation/chi_squared.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

double p_value_of(const DirectedComparison& c) {
  return validation::chi_squared_survival(c.z * c.z, 1, std::pow(c.allowed / c.standard_error, 2));
}

// The comparison in units of the function's standard deviation.
DirectedComparison compared(const Direction& direction, double time,
                            const roads::ControlledMean& mean, double other) {
  const double unit = mean.deviation;
  const double error = mean.standard_error / unit;
  DirectedComparison c{direction.function.name,
                       time,
                       mean.predicted / unit,
                       mean.observed / unit,
                       error,
                       mean.prediction_error / unit + other,
                       (mean.observed - mean.predicted) / mean.standard_error,
                       1,
                       1,
                       1 / (error * error * mean.particles),
                       mean.particles,
                       direction.expected.in_units_of(unit)};
  c.p_value = c.first_p_value = p_value_of(c);
  return c;
}

}  // namespace

double allowed_for_lost_paths(double significance, double particles) {
  return -std::log(significance) / particles;
}

std::vector<DirectedComparison> compare_directed(const setup::Setup& setup, job::Job& job,
                                                 const solver::DensityHistory& density,
                                                 const roads::EnsembleRoad& road,
                                                 const std::vector<Direction>& directions,
                                                 const MeshError& at_stop) {
  std::vector<roads::TestFunction> functions;
  for (const Direction& d : directions) functions.push_back(d.function);
  const auto means = roads::controlled_means(setup, job, density, road, functions);
  const double significance = setup.settings.validation.significance;
  std::vector<DirectedComparison> comparisons;
  for (std::size_t k = 0; k < means.size(); ++k) {
    if (!(means[k].standard_error > 0 && means[k].deviation > 0)) continue;
    const double other = allowed_for_lost_paths(significance, means[k].particles) +
                         (setup.given_score ? at_stop.size : 0);
    comparisons.push_back(compared(directions[k], road.stops.back(), means[k], other));
  }
  return comparisons;
}

void raise_allowed(std::vector<DirectedComparison>& comparisons, double by) {
  for (DirectedComparison& c : comparisons) {
    c.allowed += by;
    c.p_value = p_value_of(c);
  }
}

bool is_reliable(const DirectedComparison& c) {
  return c.variance_factor >= validation::least_variance_factor;
}

double largest_reference(const std::vector<DirectedComparison>& comparisons) {
  double largest = 0;
  for (const DirectedComparison& c : comparisons)
    if (const ReferenceError size = c.expected.size(); is_reliable(c))
      largest = std::max(largest, validation::reference(size.score, size.divergence));
  return largest;
}

std::vector<validation::MarginalTest> directed_tests(
    const std::vector<DirectedComparison>& comparisons) {
  std::vector<validation::MarginalTest> tests;
  for (const DirectedComparison& c : comparisons) {
    const double bias = std::pow(c.allowed / c.standard_error, 2);
    validation::MarginalTest test{validation::Road::directed, c.time, c.z * c.z, 1, c.p_value,
                                  {bias, bias, 0, c.allowed}};
    test.function = c.function;
    test.particles = c.particles * c.variance_factor;
    test.first_p_value = c.first_p_value;
    if (is_reliable(c)) {
      const ReferenceError size = c.expected.size();
      test.score_reference = size.score;
      test.divergence_reference = size.divergence;
      test.drift_reference = size.drift;
      test.reference = largest_reference(comparisons);
    }
    tests.push_back(test);
  }
  return tests;
}

}  // namespace loschmidt::judgement
