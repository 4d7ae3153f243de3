#include "sde/lookup_table.hpp"

#include <cmath>
#include <stdexcept>

namespace loschmidt {

AxisLookup::AxisLookup(std::vector<double> nodes) : nodes_(std::move(nodes)) {
  if (nodes_.size() < 2) throw std::invalid_argument("a lookup axis needs at least two nodes");
  const int intervals = static_cast<int>(nodes_.size()) - 1;
  last_ = intervals - 1;
  const double length = nodes_.back() - nodes_.front();
  buckets_per_length_ = intervals / length;
  uniform_ = true;
  for (int i = 0; i < intervals; ++i) {
    const double width = nodes_[i + 1] - nodes_[i];
    inverse_width_.push_back(1 / width);
    uniform_ = uniform_ && std::abs(width * intervals - length) < 1e-9 * length;
  }
  int interval = 0;
  for (int b = 0; b < intervals; ++b) {
    // One bucket early, so that rounding of the bucket number can only make the guess too low.
    const double x = nodes_.front() + (b - 1) / buckets_per_length_;
    while (interval < last_ && nodes_[interval + 1] <= x) ++interval;
    first_guess_.push_back(interval);
  }
}

LookupTable::LookupTable(const PointGrid& vertices, int components) : components_(components) {
  std::size_t stride = components;
  for (int a = 0; a < vertices.dimension; ++a) {
    axes_.emplace_back(vertices.coordinates[a]);
    stride_[a] = stride;
    stride *= vertices.coordinates[a].size();
  }
  values_.assign(stride, 0.0);
}

}  // namespace loschmidt
