// The variance that noise has gathered since time.start, in squares of a cell width: how far
// diffusion has smoothed what a mesh can hold. Serial; the same on every rank.
#pragma once

#include <array>
#include <vector>

#include "app/setup/problem.hpp"

namespace loschmidt::setup {

class ElapsedNoise {
 public:
  /// ∫D_aa dt along each axis, D and cell widths in the mean of the initial law.
  ElapsedNoise(const input::Case& c, const Problem& problem);

  /// At time t, the mean of all axes; linear between some hundred times.
  double operator()(double t) const;
  /// The first of those times at which its root is at least `cells` on every axis that has noise;
  /// time.end if there is none.
  double time_of(double cells) const;

 private:
  std::vector<double> times_;
  std::vector<std::array<double, 3>> squares_;  // per time and axis
  int dimension_;
};

}  // namespace loschmidt::setup
