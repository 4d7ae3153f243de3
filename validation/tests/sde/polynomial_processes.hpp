// Polynomials for processes whose coefficients tables interpolate exactly: multilinear ones in two
// and three dimensions; in one dimension, where tables can be fine, any.
#pragma once

#include "meshes/mesh.hpp"
#include "validation/tests/processes.hpp"
#include "validation/tests/sde/weak_error.hpp"

namespace loschmidt::test {

inline const Polynomial X{{{1, 0, 0, 0}, 1}}, Y{{{0, 1, 0, 0}, 1}}, Z{{{0, 0, 1, 0}, 1}},
    T{{{0, 0, 0, 1}, 1}};

inline Polynomial operator+(Polynomial a, const Polynomial& b) {
  add(a, 1, b);
  return a;
}
inline Polynomial operator*(double factor, const Polynomial& b) {
  return Polynomial{{{0, 0, 0, 0}, factor}} * b;
}
inline Polynomial constant(double v) {
  return {{{0, 0, 0, 0}, v}};
}

/// A mesh of four cells per axis on [−half_width, half_width]ᵈ.
inline meshes::Mesh box(int dimension, double half_width) {
  std::vector<meshes::Axis> axes(dimension, uniform_axis(-half_width, half_width, 4));
  return meshes::Mesh(std::move(axes));
}

}  // namespace loschmidt::test
