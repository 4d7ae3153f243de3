// Drift f, diffusion tensor D and its divergence ∇·D tabulated at points: docs/theory.md (2), (3).
// Solver and ensemble use these tables and no formulas. Arrays hold their values point by point. A
// process in another calculus is converted to Itô's here, and only here: the drift in the table is
// f_i + α Σ_jk g_jk ∂_j g_ik, theory (1a).
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
  int noises = 0;                   // m if the tensor is packed, else 0
  std::vector<double> diffusion{};  // g_ik row by row, components × m per point, if packed

  std::size_t points() const { return drift.size() / components; }
};

/// Tabulates the components along `axes` at every point of the grid at time t, with the full tensor
/// if these are all axes of a process that is not diagonal. Derivatives are differences of the
/// formulas (nine points, an eighth of a cell apart, never outside the box nor across a break). On
/// a break, f and ∇·D are the means of both sides. Errors: std::invalid_argument where a formula is
/// not finite, and where the noise jumps at a break.
Coefficients tabulate(const Sde& sde, const meshes::PointGrid& points, std::span<const int> axes,
                      double t);

/// Returns the pointwise mean of drift, tensor and divergence of two tables, without g.
Coefficients average(const Coefficients& a, const Coefficients& b);

/// Coefficients at fixed points as a function of time, in the clock τ of the time factor. Separable
/// processes are tabulated once, others anew at each time.
class CoefficientTable {
 public:
  CoefficientTable(const Sde& sde, const TimeFactor& factor, meshes::PointGrid points,
                   std::vector<int> axes);

  const meshes::PointGrid& points() const { return points_; }
  /// Returns the table at time t. The reference is valid until the next call.
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
