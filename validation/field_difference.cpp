#include "validation/field_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace loschmidt::validation {

namespace {

double distance(double a, double b) {
  if (a == b) return 0;
  const double difference = std::abs(a - b);
  return std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
}

void require_sizes(std::size_t reference, std::size_t computed, std::size_t volumes) {
  if (reference == computed && (volumes == 0 || reference % volumes == 0)) return;
  throw std::invalid_argument(
      fmt::format("{} and {} values on {} cells (they are compared one by one): give two fields of "
                  "the same shape",
                  reference, computed, volumes));
}

}  // namespace

FieldDifference field_difference(std::span<const double> reference,
                                 std::span<const double> computed,
                                 std::span<const double> volumes) {
  require_sizes(reference.size(), computed.size(), volumes.size());
  const std::size_t components = volumes.empty() ? 1 : reference.size() / volumes.size();
  FieldDifference result;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const double volume = volumes.empty() ? 1 : volumes[i / components];
    const double difference = distance(reference[i], computed[i]);
    const double size = std::isfinite(reference[i]) ? std::abs(reference[i]) : 0;
    if (difference > result.largest) result.worst = i;
    result.largest = std::max(result.largest, difference);
    result.reference_largest = std::max(result.reference_largest, size);
    result.l1 += volume * difference;
    result.reference_l1 += volume * size;
  }
  return result;
}

}  // namespace loschmidt::validation
