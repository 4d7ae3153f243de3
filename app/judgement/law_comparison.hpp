// The roads without particles compared, at every stop, with the law they should reach.
#pragma once

#include <vector>

#include "app/roads/law_road.hpp"
#include "app/setup/setup.hpp"
#include "validation/law_distance.hpp"
#include "validation/verdict.hpp"

namespace loschmidt::judgement {

struct LawComparison {
  validation::Road road;
  std::vector<double> times;
  std::vector<validation::LawDistance> distances;
  /// Compared with the limits: the L1 distance, for an exact road the relative error of a cell too,
  /// and LawRoad::other_errors; the largest of them.
  std::vector<double> errors;
  std::vector<double> limits;
};

/// The road compared at every stop with the law it must return. Collective.
LawComparison compare_law(const setup::Setup& setup, const roads::LawRoad& road);

/// One test for the verdict per stop.
std::vector<validation::LawTest> law_tests(const LawComparison& comparison);

}  // namespace loschmidt::judgement
