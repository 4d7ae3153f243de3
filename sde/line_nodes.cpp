#include "sde/line_nodes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace loschmidt::sde {

namespace {

std::vector<double> edges_of(const meshes::Axis& axis, const CellIntervals& intervals) {
  std::vector<double> edges;
  for (int cell = 0; cell < axis.cells(); cell += intervals.cells)
    for (int part = 0; part < intervals.parts; ++part)
      edges.push_back(axis.edges()[cell] + part * axis.width(cell) / intervals.parts);
  edges.push_back(axis.upper());
  return edges;
}

// The integral of the kernel ½(3 − z²)φ(z), φ the standard normal density.
double smooth_step(double z) {
  const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
  return 0.5 * std::erfc(-z / std::numbers::sqrt2) + 0.5 * z * density;
}

}  // namespace

CellIntervals fine_intervals(int cells) {
  if (4 * cells <= most_nodes) return {.parts = 2};
  return {.cells = (2 * cells + most_nodes - 1) / most_nodes};
}

CellIntervals doubled(const CellIntervals& intervals) {
  if (intervals.parts > 1) return {.parts = intervals.parts / 2};
  return {.cells = 2 * intervals.cells};
}

int nodes_of(const CellIntervals& intervals, int cells) {
  return 2 * intervals.parts * ((cells + intervals.cells - 1) / intervals.cells);
}

std::vector<double> gauss_points(const meshes::Axis& axis, const CellIntervals& intervals) {
  const std::vector<double> edges = edges_of(axis, intervals);
  std::vector<double> points;
  for (std::size_t k = 1; k < edges.size(); ++k)
    for (const double side : {-1, 1})
      points.push_back(0.5 * (edges[k - 1] + edges[k] +
                              side * std::numbers::inv_sqrt3 * (edges[k] - edges[k - 1])));
  return points;
}

LineNodes::LineNodes(const meshes::Axis& axis, const CellIntervals& intervals)
    : axis_(axis),
      intervals_(intervals),
      edges_(edges_of(axis, intervals)),
      number_(2 * (edges_.size() - 1)),
      images_(axis.periodic() ? stencil_size / 2 : 0) {
  const std::vector<double> inner = gauss_points(axis, intervals);
  for (std::size_t k = number_ - images_; k < number_; ++k)
    position_.push_back(inner[k] - axis.length());
  position_.insert(position_.end(), inner.begin(), inner.end());
  for (std::size_t k = 0; k < images_; ++k) position_.push_back(inner[k] + axis.length());
  for (std::size_t first = 0; first + stencil_size <= position_.size(); ++first) {
    std::array<double, stencil_size> factor{};
    for (int i = 0; i < stencil_size; ++i) {
      double product = 1;
      for (int j = 0; j < stencil_size; ++j)
        if (j != i) product *= position_[first + i] - position_[first + j];
      factor[i] = 1 / product;
    }
    barycentric_.push_back(factor);
  }
}

LineNodes::Stencil LineNodes::stencil(double x) const {
  std::ptrdiff_t next = static_cast<std::ptrdiff_t>(images_) + 2 * interval_at(x);
  next += (position_[next] <= x) + (position_[next + 1] <= x);
  const std::size_t first = std::clamp<std::ptrdiff_t>(
      next - stencil_size / 2, 0, static_cast<std::ptrdiff_t>(position_.size()) - stencil_size);
  Stencil result{};
  double sum = 0;
  for (int i = 0; i < stencil_size; ++i) {
    result.node[i] = (first + i + number_ - images_) % number_;
    const double distance = x - position_[first + i];
    if (distance == 0) {
      result.factor = {};
      result.node.fill(result.node[i]);
      result.factor[0] = 1;
      return result;
    }
    sum += result.factor[i] = barycentric_[first][i] / distance;
  }
  for (double& factor : result.factor) factor /= sum;
  return result;
}

void LineNodes::spread(double x, double weight, std::vector<double>& weights) const {
  const Stencil at = stencil(x);
  for (int i = 0; i < stencil_size; ++i) weights[at.node[i]] += weight * at.factor[i];
}

int LineNodes::interval_at(double x) const {
  const int inside = axis_.locate(x);
  const int cell = inside >= 0 ? inside : x > axis_.upper() ? axis_.cells() - 1 : 0;
  const int first = cell / intervals_.cells * intervals_.parts;
  int part = 0;
  while (part + 1 < intervals_.parts && edges_[first + part + 1] <= x) ++part;
  return first + part;
}

double LineNodes::deviation(double x) const {
  // The mean of the two intervals that meet at an edge; within an interval both are the same. The
  // ends of a periodic axis are one edge.
  const int last = static_cast<int>(edges_.size()) - 2;
  const int at = interval_at(x);
  const bool at_end = axis_.periodic() && (x == axis_.lower() || x == axis_.upper());
  const int left = at_end ? last : edges_[at] == x ? std::max(at - 1, 0) : at;
  const int right = at_end ? 0 : at;
  const auto length = [&](int interval) { return edges_[interval + 1] - edges_[interval]; };
  return 1.5 * 0.25 * (length(left) + length(right));
}

double LineNodes::resolved_length(std::size_t node) const {
  const std::size_t interval = node / 2;
  return std::min(deviation(edges_[interval]), deviation(edges_[interval + 1]));
}

double LineNodes::below(double edge, double x) const {
  const double width = deviation(edge);
  const auto step = [&](double at) { return smooth_step((at - x) / width); };
  if (axis_.periodic()) return step(edge);
  return step(edge) - step(2 * axis_.lower() - edge) + 1 - step(2 * axis_.upper() - edge);
}

int LineNodes::node_at(double x) const {
  const double turns = axis_.periodic() ? std::floor((x - axis_.lower()) / axis_.length()) : 0;
  return static_cast<int>(turns) * static_cast<int>(number_) +
         2 * interval_at(x - turns * axis_.length());
}

std::vector<double> LineNodes::masses(const std::vector<double>& weights) const {
  constexpr double deviations = 9;  // of the kernel; beyond, it is below roundoff
  const auto size = static_cast<int>(number_);
  std::vector<double> mass;
  for (int cell = 0; cell < axis_.cells(); ++cell) {
    const double lower = axis_.edges()[cell];
    const double upper = axis_.edges()[cell + 1];
    const double beyond = deviations * std::max(deviation(lower), deviation(upper));
    double sum = 0;
    for (int k = node_at(lower - beyond); k < node_at(upper + beyond) + 2; ++k) {
      const int node = ((k % size) + size) % size;
      const double x = position(node) + (k - node) / size * axis_.length();
      sum += weights[node] * (below(upper, x) - below(lower, x));
    }
    mass.push_back(sum);
  }
  return mass;
}

}  // namespace loschmidt::sde
