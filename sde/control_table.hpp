// The coefficients of a control variate for one step of an ensemble in one dimension. For every
// test function the step adds Σ_j c_j(Y) He_j(ξ) to the particle's sum, with Y the particle's place
// before the step and ξ the standardised increment of its Wiener process. Its mean is 0 for every
// sampler that draws ξ from a normal distribution, right or wrong: docs/theory.md (16g).
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "meshes/points.hpp"
#include "sde/lookup_table.hpp"

namespace loschmidt::sde {

inline constexpr int hermite_orders = 3;       // of He_j: 1, 2, 3
inline constexpr int most_test_functions = 5;  // of one ensemble

/// Returns weight × (1, He_1(z), He_2(z)/2!, He_3(z)/3!).
inline std::array<double, 1 + hermite_orders> with_hermite(double weight, double z) {
  return {weight, weight * z, weight * (z * z - 1) / 2, weight * (z * z - 3) * z / 6};
}

class ControlTable {
 public:
  /// A table of zeros at the vertices of a mesh with one axis, for a step of this clock.
  ControlTable(const meshes::PointGrid& vertices, double clock)
      : vertices_(vertices),
        table_(vertices, most_test_functions * hermite_orders),
        deviation_(std::sqrt(clock)) {}

  const meshes::PointGrid& vertices() const { return vertices_; }
  /// Sets the coefficient E[v He_j]/j! of order j = order + 1.
  void set(std::size_t vertex, int function, int order, double value) {
    table_.values()[(vertex * most_test_functions + function) * hermite_orders + order] = value;
  }

  /// Adds the terms of this step to the sums of particles begin … end − 1: most_test_functions sums
  /// per particle, from their places and the increments of their Wiener process.
  void add(const double* places, const double* increments, int begin, int end, double* sums) const {
    for (int i = begin; i < end; ++i) {
      const auto c =
          table_.template at<1, most_test_functions * hermite_orders>(std::array{places[i]});
      const double z = deviation_ > 0 ? increments[i] / deviation_ : 0;
      const std::array<double, hermite_orders> hermite{z, z * z - 1, (z * z - 3) * z};
      for (int f = 0; f < most_test_functions; ++f)
        for (int j = 0; j < hermite_orders; ++j)
          sums[i * most_test_functions + f] += c[f * hermite_orders + j] * hermite[j];
    }
  }

 private:
  meshes::PointGrid vertices_;
  LookupTable table_;
  double deviation_;
};

}  // namespace loschmidt::sde
