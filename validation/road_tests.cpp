#include "validation/road_tests.hpp"

#include <cmath>

#include "validation/thresholds.hpp"

namespace loschmidt::validation {

double reference(double score_reference, double divergence_reference) {
  if (std::isnan(divergence_reference)) return divergence_reference;
  const bool counts =
      divergence_reference > 0 && divergence_reference >= tested_term_share * score_reference;
  return counts && divergence_reference < score_reference ? divergence_reference : score_reference;
}

double explained_size(double departure, double error) {
  return error <= largest_departure_share * departure ? departure + error : 0;
}

bool missed(const LawTest& test) {
  return !(test.error <= test.limit);
}

}  // namespace loschmidt::validation
