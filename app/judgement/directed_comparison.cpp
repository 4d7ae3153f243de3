#include "app/judgement/directed_comparison.hpp"

#include <cmath>

#include "validation/chi_squared.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

// The comparison in units of the function's standard deviation. Paths that fewer than one particle
// in N takes may be missing from the sample, so 1/N is allowed for.
DirectedComparison compared(const Direction& direction, double time,
                            const roads::ControlledMean& mean, double other_score) {
  const double unit = mean.deviation;
  const double error = mean.standard_error / unit;
  const double allowed = mean.prediction_error / unit + 1 / mean.particles + other_score;
  const double z = (mean.observed - mean.predicted) / mean.standard_error;
  const ReferenceError& change = direction.change;
  return {direction.function.name,
          time,
          mean.predicted / unit,
          mean.observed / unit,
          error,
          allowed,
          z,
          validation::chi_squared_survival(z * z, 1, std::pow(allowed / error, 2)),
          1 / (error * error * mean.particles),
          mean.particles,
          {change.score / unit, change.divergence / unit, change.drift / unit}};
}

}  // namespace

std::vector<DirectedComparison> compare_directed(const setup::Setup& setup, job::Job& job,
                                                 const solver::DensityHistory& density,
                                                 const roads::EnsembleRoad& road,
                                                 const std::vector<Direction>& directions,
                                                 const MeshError& at_stop) {
  std::vector<roads::TestFunction> functions;
  for (const Direction& d : directions) functions.push_back(d.function);
  const auto means = roads::controlled_means(setup, job, density, road, functions);
  std::vector<DirectedComparison> comparisons;
  for (std::size_t k = 0; k < means.size(); ++k)
    if (means[k].standard_error > 0 && means[k].deviation > 0)
      comparisons.push_back(compared(directions[k], road.stops.back(), means[k],
                                     setup.given_score ? at_stop.size : 0));
  return comparisons;
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
    if (c.variance_factor >= validation::least_variance_factor) {
      test.score_reference = c.change.score;
      test.divergence_reference = c.change.divergence;
      test.drift_reference = c.change.drift;
      test.reference = validation::reference(c.change.score, c.change.divergence);
    }
    tests.push_back(test);
  }
  return tests;
}

}  // namespace loschmidt::judgement
