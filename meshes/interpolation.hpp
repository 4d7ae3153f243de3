// Interpolation along one axis of a tensor-product array: cubic (four-point Lagrange, fourth order)
// between the source points, linear beyond the outermost ones. It maps the score from faces to cell
// centres and to the vertices of the particles' tables. No interpolation crosses a break, where the
// values may jump: sources beside it count as the outermost ones, and a source on it for a target
// on it alone. Without such a source, a target on a break has the mean of both sides.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "meshes/block.hpp"

namespace loschmidt::meshes {

class AxisInterpolation {
 public:
  /// Four sources of a target and their weights, 0 for those that it does not need.
  struct Row {
    std::array<int, 4> source;
    std::array<double, 4> weight;
  };

  /// Takes source and target coordinates, both ascending. A positive `period` makes the source
  /// periodic (its points lie within one period). Errors: std::invalid_argument without a source
  /// point between two breaks.
  AxisInterpolation(std::span<const double> source, std::span<const double> target,
                    double period = 0, std::span<const double> breaks = {});

  int sources() const { return sources_; }
  int targets() const { return static_cast<int>(rows_.size()); }

  /// Restricts the sources to those that some target needs, renumbered in ascending order. Returns
  /// their former numbers.
  std::vector<int> keep_used();

  /// Returns the value at target `t` of an array along the axis: values[offset + stride · source].
  double operator()(int t, std::span<const double> values, std::size_t offset,
                    std::size_t stride) const;

 private:
  int sources_;
  std::vector<Row> rows_;
};

/// Interpolates an array of the given shape (x fastest, one component) along axis a.
std::vector<double> interpolate(const AxisInterpolation& along, int a,
                                const std::array<int, 3>& shape, std::span<const double> values);

}  // namespace loschmidt::meshes
