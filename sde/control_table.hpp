// The coefficients of a control variate for one step of an ensemble. For every test function the
// step adds Σ_j c_j(Y) H_j(z) to the particle's sum, with Y the particle's place before the step, z
// the standardised increments of its Wiener processes and H_j the products of sde/hermite.hpp. Its
// mean is 0 for every sampler that draws z from a normal distribution, right or wrong:
// docs/theory.md (16g).
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "meshes/points.hpp"
#include "sde/hermite.hpp"
#include "sde/lookup_table.hpp"
#include "sde/step_noise.hpp"
#include "sde/with_constant.hpp"

namespace loschmidt::sde {

inline constexpr int most_test_functions = 5;  // of one ensemble

class ControlTable {
 public:
  /// A table of zeros at these vertices, for a step of this clock that draws `normals` increments,
  /// at most most_controlled_noises.
  ControlTable(const meshes::PointGrid& vertices, int normals, double clock)
      : normals_(normals),
        table_(vertices, most_test_functions * hermite_products(normals)),
        deviation_(std::sqrt(clock)) {}

  /// Sets the coefficient E[v H]/E[H²] of a product H.
  void set(std::size_t vertex, int function, int product, double value) {
    const int products = hermite_products(normals_);
    table_.values()[(vertex * most_test_functions + function) * products + product] = value;
  }

  /// Adds the terms of this step to the sums of particles begin … end − 1 of a block:
  /// most_test_functions sums per particle, from their places and the increments of their Wiener
  /// processes, both as blocks have them (block_size numbers per variable).
  template <int D>
  void add(const double* places, const double* increments, int begin, int end, double* sums) const {
    with_constant(normals_,
                  [&](auto normals) { add_all<D, normals>(places, increments, begin, end, sums); });
  }

 private:
  template <int D, int M>
  void add_all(const double* places, const double* increments, int begin, int end,
               double* sums) const {
    constexpr int products = hermite_products(M);
    if (!(deviation_ > 0)) return;  // a step in which the clock stands still has no noise
    for (int i = begin; i < end; ++i) {
      std::array<double, D> x;
      for (int a = 0; a < D; ++a) x[a] = places[a * stepper::block_size + i];
      std::array<double, M> z;
      for (int k = 0; k < M; ++k) z[k] = increments[k * stepper::block_size + i] / deviation_;
      const auto c = table_.template at<D, most_test_functions * products>(x);
      const auto h = hermite<M>(z);
      for (int f = 0; f < most_test_functions; ++f)
        for (int j = 0; j < products; ++j)
          sums[i * most_test_functions + f] += c[f * products + j] * h[j];
    }
  }

  int normals_;
  LookupTable table_;
  double deviation_;
};

}  // namespace loschmidt::sde
