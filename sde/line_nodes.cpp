#include "sde/line_nodes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace loschmidt::sde {

namespace {

std::vector<double> gauss_points(const meshes::Axis& axis, int parts) {
  std::vector<double> points;
  for (int cell = 0; cell < axis.cells(); ++cell)
    for (int part = 0; part < parts; ++part)
      for (const double side : {-1, 1}) {
        const double place = (part + 0.5 + 0.5 * side * std::numbers::inv_sqrt3) / parts;
        points.push_back(axis.edges()[cell] + place * axis.width(cell));
      }
  return points;
}

// The integral of the kernel ½(3 − z²)φ(z), φ the standard normal density.
double smooth_step(double z) {
  const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
  return 0.5 * std::erfc(-z / std::numbers::sqrt2) + 0.5 * z * density;
}

}  // namespace

LineNodes::LineNodes(const meshes::Axis& axis, int parts)
    : axis_(axis),
      number_(static_cast<std::size_t>(2 * parts * axis.cells())),
      per_cell_(2 * parts),
      images_(axis.periodic() ? reach / 2 : 0) {
  const std::vector<double> inner = gauss_points(axis, parts);
  for (std::size_t k = number_ - images_; k < number_; ++k)
    position_.push_back(inner[k] - axis.length());
  position_.insert(position_.end(), inner.begin(), inner.end());
  for (std::size_t k = 0; k < images_; ++k) position_.push_back(inner[k] + axis.length());
  for (std::size_t first = 0; first + reach <= position_.size(); ++first) {
    std::array<double, reach> factor{};
    for (int i = 0; i < reach; ++i) {
      double product = 1;
      for (int j = 0; j < reach; ++j)
        if (j != i) product *= position_[first + i] - position_[first + j];
      factor[i] = 1 / product;
    }
    barycentric_.push_back(factor);
  }
}

void LineNodes::spread(double x, double weight, std::vector<double>& weights) const {
  const auto next = std::ranges::upper_bound(position_, x) - position_.begin();
  const std::size_t first = std::clamp<std::ptrdiff_t>(
      next - reach / 2, 0, static_cast<std::ptrdiff_t>(position_.size()) - reach);
  const auto node = [&](int i) { return (first + i + number_ - images_) % number_; };
  std::array<double, reach> value{};
  double sum = 0;
  for (int i = 0; i < reach; ++i) {
    const double distance = x - position_[first + i];
    if (distance == 0) {
      weights[node(i)] += weight;
      return;
    }
    sum += value[i] = barycentric_[first][i] / distance;
  }
  for (int i = 0; i < reach; ++i) weights[node(i)] += weight * value[i] / sum;
}

double LineNodes::deviation(int edge) const {
  const auto width = [&](int cell) {
    return axis_.width(axis_.periodic() ? (cell + axis_.cells()) % axis_.cells()
                                        : std::clamp(cell, 0, axis_.cells() - 1));
  };
  return 1.5 * 0.5 * (width(edge - 1) + width(edge)) / per_cell_;
}

double LineNodes::resolved_length(std::size_t node) const {
  const auto cell = static_cast<int>(node) / per_cell_;
  return std::min(deviation(cell), deviation(cell + 1));
}

double LineNodes::below(int edge, double x) const {
  const double width = deviation(edge);
  const auto step = [&](double at) { return smooth_step((at - x) / width); };
  const double at = axis_.edges()[edge];
  if (axis_.periodic()) return step(at);
  return step(at) - step(2 * axis_.lower() - at) + 1 - step(2 * axis_.upper() - at);
}

std::vector<double> LineNodes::masses(const std::vector<double>& weights) const {
  constexpr int beyond = 18;  // nodes: 12 deviations of the kernel
  const auto size = static_cast<int>(number_);
  std::vector<double> mass;
  for (int cell = 0; cell < axis_.cells(); ++cell) {
    double sum = 0;
    for (int k = cell * per_cell_ - beyond; k < (cell + 1) * per_cell_ + beyond; ++k) {
      if (!axis_.periodic() && (k < 0 || k >= size)) continue;
      const int node = ((k % size) + size) % size;
      const double x = position(node) + (k - node) / size * axis_.length();
      sum += weights[node] * (below(cell + 1, x) - below(cell, x));
    }
    mass.push_back(sum);
  }
  return mass;
}

}  // namespace loschmidt::sde
