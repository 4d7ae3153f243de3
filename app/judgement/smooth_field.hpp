// Values at the centres of a mesh's cells as a function with continuous first derivatives. Along
// each axis it is a cubic Hermite polynomial between neighbouring centres, with the slopes of
// parabolas through three of them. It is constant beyond the outermost centres, or periodic.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::judgement {

class SmoothField {
 public:
  /// `values` has one number per cell of the mesh, x fastest.
  SmoothField(const meshes::Mesh& mesh, std::vector<double> values)
      : mesh_(mesh), values_(std::move(values)) {}

  /// Returns the value at x, inside the mesh.
  double operator()(const meshes::Point& x) const;

 private:
  // Four neighbouring cells of an axis and their factors.
  struct Stencil {
    std::array<int, 4> cell{};
    std::array<double, 4> factor{};
  };
  Stencil stencil(int a, double x) const;

  meshes::Mesh mesh_;
  std::vector<double> values_;
};

}  // namespace loschmidt::judgement
