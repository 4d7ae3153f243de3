// A symmetric tensor at many points, which knows its layout: point by point its diagonal alone, or
// all of it packed (sde/packed_tensor.hpp).
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
  /// values: size() of them per point, or none yet. Errors: std::invalid_argument otherwise.
  TensorField(int axes, TensorLayout layout, std::vector<double> values = {});

  int axes() const { return axes_; }
  TensorLayout layout() const { return layout_; }
  bool diagonal() const { return layout_ == TensorLayout::diagonal; }
  /// Values per point.
  int size() const { return diagonal() ? axes_ : axes_ * (axes_ + 1) / 2; }
  std::size_t points() const { return values_.size() / size(); }

  /// D_ij; 0 off the diagonal where that is all there is.
  double operator()(std::size_t point, int i, int j) const {
    if (diagonal()) return i == j ? values_[point * axes_ + i] : 0;
    return values_[point * size() + packed(i, j)];
  }
  /// All values of a point, in their layout.
  std::span<const double> at(std::size_t point) const {
    return std::span(values_).subspan(point * size(), size());
  }
  /// Σ_j D_ij v_j, v with one value per axis.
  std::array<double, 3> times(std::size_t point, std::span<const double> v) const;

  /// For whoever fills or scales the whole field.
  std::vector<double>& values() { return values_; }
  const std::vector<double>& values() const { return values_; }

 private:
  int axes_ = 1;
  TensorLayout layout_ = TensorLayout::diagonal;
  std::vector<double> values_;
};

}  // namespace loschmidt::sde
