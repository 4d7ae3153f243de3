#include "output/finite.hpp"

#include <cmath>
#include <limits>

namespace loschmidt::output {

double finite_or_largest(double value) {
  if (std::isfinite(value)) return value;
  const double largest = std::numeric_limits<double>::max();
  return value < 0 ? -largest : largest;
}

RoadComparison finite_or_largest(RoadComparison comparison) {
  for (ComparisonColumn& column : comparison.columns)
    for (double& value : column.values) value = finite_or_largest(value);
  return comparison;
}

VerdictRecord finite_or_largest(VerdictRecord verdict) {
  verdict.p_value = finite_or_largest(verdict.p_value);
  verdict.detectable_score_error = finite_or_largest(verdict.detectable_score_error);
  if (verdict.start_divergence)
    verdict.start_divergence = finite_or_largest(*verdict.start_divergence);
  return verdict;
}

}  // namespace loschmidt::output
