#include "app/judgement/law_comparison.hpp"

#include <algorithm>

namespace loschmidt::judgement {

LawComparison compare_law(const setup::Setup& setup, const roads::LawRoad& road) {
  LawComparison comparison{road.road, setup.plan.reverse_stops, {}, {}, road.limit};
  for (std::size_t k = 0; k < comparison.times.size(); ++k) {
    const auto distance =
        validation::law_distance(setup.problem.mesh, road.reached(k), road.expected(k));
    double error = distance.l1;
    if (validation::traits_of(road.road).exact) error = std::max(error, distance.largest_relative);
    if (!road.other_errors.empty()) error = std::max(error, road.other_errors[k]);
    comparison.distances.push_back(distance);
    comparison.errors.push_back(error);
  }
  return comparison;
}

std::vector<validation::LawTest> law_tests(const LawComparison& comparison) {
  std::vector<validation::LawTest> tests;
  for (std::size_t k = 0; k < comparison.times.size(); ++k)
    tests.push_back(
        {comparison.road, comparison.times[k], comparison.errors[k], comparison.limits[k]});
  return tests;
}

}  // namespace loschmidt::judgement
