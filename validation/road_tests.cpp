#include "validation/road_tests.hpp"

#include <array>
#include <cmath>

#include "validation/thresholds.hpp"

namespace loschmidt::validation {

std::string_view name_of(Road road) {
  constexpr std::array<std::string_view, 5> names{"forward", "chain", "fokker-planck", "ensemble",
                                                  "joint"};
  return names[static_cast<std::size_t>(road)];
}

double reference(double score_reference, double divergence_reference) {
  if (std::isnan(divergence_reference)) return divergence_reference;
  const bool counts =
      divergence_reference > 0 && divergence_reference >= tested_term_share * score_reference;
  return counts && divergence_reference < score_reference ? divergence_reference : score_reference;
}

bool missed(const LawTest& test) {
  return !(test.error <= test.limit);
}

}  // namespace loschmidt::validation
