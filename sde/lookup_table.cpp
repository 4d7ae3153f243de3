#include "sde/lookup_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace loschmidt::sde {

// On graded nodes buckets are as wide as the narrowest interval, but there are at most so many per
// interval.
constexpr int most_buckets_per_interval = 16;

AxisLookup::AxisLookup(const std::vector<double>& nodes) {
  if (nodes.size() < 2) throw std::invalid_argument("a lookup axis needs at least two nodes");
  const int intervals = static_cast<int>(nodes.size()) - 1;
  first_ = nodes.front();
  const double length = nodes.back() - nodes.front();
  uniform_ = true;
  double narrowest = length;
  for (int i = 0; i < intervals; ++i) {
    const double width = nodes[i + 1] - nodes[i];
    intervals_.insert(intervals_.end(), {nodes[i], 1 / width});
    narrowest = std::min(narrowest, width);
    uniform_ = uniform_ && std::abs(width * intervals - length) < 1e-9 * length;
  }
  intervals_.insert(intervals_.end(), {std::numeric_limits<double>::quiet_NaN(), 0});
  const double wanted =
      std::min(std::ceil(length / narrowest), 1.0 * most_buckets_per_interval * intervals);
  const int buckets = uniform_ ? intervals : static_cast<int>(wanted);
  last_bucket_ = buckets - 1;
  buckets_per_length_ = buckets / length;
  int interval = 0;
  for (int b = 0; b < buckets; ++b) {
    // Starts one bucket early, so that rounding of the bucket number can only make the guess too
    // low.
    const double x = nodes.front() + (b - 1) / buckets_per_length_;
    while (interval < intervals - 1 && nodes[interval + 1] <= x) ++interval;
    first_guess_.push_back(interval);
  }
}

LookupTable::LookupTable(const meshes::PointGrid& vertices, int components, const MakeArray& make)
    : components_(components), size_(vertices.size() * components) {
  if (size_ > std::numeric_limits<int>::max())
    throw std::length_error("a particles' table has too many values");
  std::size_t stride = components;
  for (int a = 0; a < vertices.dimension; ++a) {
    axes_.emplace_back(vertices.coordinates[a]);
    stride_[a] = static_cast<int>(stride);
    stride *= vertices.coordinates[a].size();
  }
  values_ = make(size_);
}

}  // namespace loschmidt::sde
