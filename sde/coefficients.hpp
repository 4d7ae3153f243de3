// Drift f, diffusion tensor D and its divergence ∇·D tabulated at points: docs/theory.md (2), (3).
// All that solver and ensemble see of a process; formulas stay behind. The tensor is diagonal, and
// arrays hold `components` values per point, component fastest.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "meshes/points.hpp"
#include "sde/sde.hpp"
#include "sde/time_factor.hpp"

namespace loschmidt {

struct Coefficients {
  int components = 1;
  std::vector<double> drift;             // f_a
  std::vector<double> diffusion_tensor;  // D_aa
  std::vector<double> divergence;        // (∇·D)_a = ∂_a D_aa

  std::size_t points() const { return drift.size() / components; }
};

/// The components along `axes` at every point of the grid at time t. ∇·D is differenced from the
/// formula (five points, an eighth of a cell apart, never outside the box).
/// Errors: std::invalid_argument where a formula is not finite.
Coefficients tabulate(const Sde& sde, const PointGrid& points, std::span<const int> axes, double t);

/// Pointwise mean of two tables.
Coefficients average(const Coefficients& a, const Coefficients& b);

/// Coefficients at fixed points as a function of time, in the clock τ of the time factor: for
/// separable processes tabulated once, otherwise anew at each time.
class CoefficientTable {
 public:
  CoefficientTable(const Sde& sde, const TimeFactor& factor, PointGrid points,
                   std::vector<int> axes);

  const PointGrid& points() const { return points_; }
  /// Valid until the next call.
  const Coefficients& at(double t);

 private:
  const Sde* sde_;
  const TimeFactor* factor_;
  PointGrid points_;
  std::vector<int> axes_;
  std::optional<double> time_;
  Coefficients table_;
};

}  // namespace loschmidt
