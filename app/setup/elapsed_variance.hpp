// The variance ∫D dt of the noise since time.start, in squares of a cell width. It tells how far
// diffusion has smoothed the initial law on the scale of the mesh. Serial; the same on every rank.
#pragma once

#include <array>
#include <vector>

#include "app/setup/problem.hpp"

namespace loschmidt::setup {

/// The elapsed variance as a function of time.
class ElapsedVariance {
 public:
  /// Tabulates ∫D_aa dt of each axis; D and the cell widths are means under the initial law.
  ElapsedVariance(const input::Case& c, const Problem& problem);

  /// The mean of all axes at time t, linear between the tabulated times (64, or 512 for separable
  /// processes).
  double operator()(double t) const;
  /// The first tabulated time at which the standard deviation is at least `cells` cell widths on
  /// every axis that has noise; time.end if there is none.
  double time_of(double cells) const;

 private:
  std::vector<double> times_;
  std::vector<std::array<double, 3>> squares_;  // per time and axis
  int dimension_;
};

}  // namespace loschmidt::setup
