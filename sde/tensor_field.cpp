#include "sde/tensor_field.hpp"

#include <stdexcept>

namespace loschmidt::sde {

TensorField::TensorField(int axes, TensorLayout layout, std::vector<double> values)
    : axes_(axes), layout_(layout), values_(std::move(values)) {
  if (values_.size() % static_cast<std::size_t>(size()) != 0)
    throw std::invalid_argument("TensorField: the values of the last point are not complete");
}

std::array<double, 3> TensorField::times(std::size_t point, std::span<const double> v) const {
  const auto tensor = at(point);
  std::array<double, 3> product{};
  for (int i = 0; i < axes_; ++i)
    if (diagonal())
      product[i] = tensor[i] * v[i];
    else
      for (int j = 0; j < axes_; ++j) product[i] += tensor[packed(i, j)] * v[j];
  return product;
}

}  // namespace loschmidt::sde
