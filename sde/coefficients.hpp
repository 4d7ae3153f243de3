// Drift f, diffusion tensor D and its divergence ∇·D tabulated at points: docs/theory.md (2), (3).
// All that solver and ensemble see of a process; formulas stay behind. Arrays hold their values
// point by point. A process read by Stratonovich's calculus becomes Itô's here, and only here:
// f_i + ½ Σ_jk g_jk ∂_j g_ik is what the table calls its drift.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "meshes/points.hpp"
#include "sde/sde.hpp"
#include "sde/tensor_field.hpp"
#include "sde/time_factor.hpp"

namespace loschmidt::sde {

struct Coefficients {
  int components = 1;               // axes in the table
  std::vector<double> drift;        // f_a, `components` per point
  TensorField tensor;               // D; packed where a Wiener process drives several axes
  std::vector<double> divergence;   // (∇·D)_a, `components` per point
  int noises = 0;                   // m, where the tensor is packed
  std::vector<double> diffusion{};  // g_ik row by row, components × m per point, likewise

  std::size_t points() const { return drift.size() / components; }
};

/// The components along `axes` at every point of the grid at time t; the full tensor when these are
/// all axes of a process that is not diagonal. Derivatives are differenced from the formulas (nine
/// points, an eighth of a cell apart, never outside the box).
/// Errors: std::invalid_argument where a formula is not finite.
Coefficients tabulate(const Sde& sde, const meshes::PointGrid& points, std::span<const int> axes,
                      double t);

/// Pointwise mean of drift, tensor and divergence of two tables; g is left out.
Coefficients average(const Coefficients& a, const Coefficients& b);

/// Coefficients at fixed points as a function of time, in the clock τ of the time factor: for
/// separable processes tabulated once, otherwise anew at each time.
class CoefficientTable {
 public:
  CoefficientTable(const Sde& sde, const TimeFactor& factor, meshes::PointGrid points,
                   std::vector<int> axes);

  const meshes::PointGrid& points() const { return points_; }
  /// Valid until the next call.
  const Coefficients& at(double t);

 private:
  const Sde* sde_;
  const TimeFactor* factor_;
  meshes::PointGrid points_;
  std::vector<int> axes_;
  std::optional<double> time_;
  Coefficients table_;
};

}  // namespace loschmidt::sde
