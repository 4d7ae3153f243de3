#include "validation/axis_law.hpp"

#include <algorithm>
#include <cmath>

namespace loschmidt::validation {

CumulativeDistance cumulative_distance(const meshes::Axis& axis, std::span<const double> a,
                                       double sum, std::span<const double> b) {
  CumulativeDistance distance;
  double below_a = 0;
  double below_b = 0;
  for (int i = 0; i < axis.cells(); ++i) {
    below_a += a[i];
    below_b += b[i];
    const double difference = std::abs(below_a / sum - below_b);
    distance.largest = std::max(distance.largest, difference);
    // Between two centres the cumulatives of masses at the centres are constant.
    if (i + 1 < axis.cells())
      distance.integral += difference * (axis.centers()[i + 1] - axis.centers()[i]);
  }
  return distance;
}

}  // namespace loschmidt::validation
