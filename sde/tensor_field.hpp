// A symmetric tensor at many points, together with its layout: point by point, its diagonal alone
// or all of it packed (sde/packed_tensor.hpp).
#pragma once

#include <array>
#include <span>
#include <vector>

#include "sde/packed_tensor.hpp"

namespace loschmidt::sde {

enum class TensorLayout { diagonal, packed };

class TensorField {
 public:
  TensorField() = default;
  /// `values` holds size() numbers per point, or none yet. Errors: std::invalid_argument otherwise.
  TensorField(int axes, TensorLayout layout, std::vector<double> values = {});

  int axes() const { return axes_; }
  TensorLayout layout() const { return layout_; }
  bool diagonal() const { return layout_ == TensorLayout::diagonal; }
  /// Number of values per point.
  int size() const { return diagonal() ? axes_ : axes_ * (axes_ + 1) / 2; }
  std::size_t points() const { return values_.size() / size(); }

  /// Returns D_ij, which is 0 off the diagonal in the diagonal layout.
  double operator()(std::size_t point, int i, int j) const {
    if (diagonal()) return i == j ? values_[point * axes_ + i] : 0;
    return values_[point * size() + packed(i, j)];
  }
  /// Returns all values of a point, in their layout.
  std::span<const double> at(std::size_t point) const {
    return std::span(values_).subspan(point * size(), size());
  }
  /// Returns Σ_j D_ij v_j, with one value of v per axis.
  std::array<double, 3> times(std::size_t point, std::span<const double> v) const;

  /// All values, for functions that fill or scale the whole field.
  std::vector<double>& values() { return values_; }
  const std::vector<double>& values() const { return values_; }

 private:
  int axes_ = 1;
  TensorLayout layout_ = TensorLayout::diagonal;
  std::vector<double> values_;
};

}  // namespace loschmidt::sde
