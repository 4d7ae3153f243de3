// Kolmogorov's forward and backward equation of a generator Q.
#pragma once

#include <vector>

#include "solver/generator.hpp"

namespace loschmidt::solver {

/// forward: dm/dτ = Qᵀm for masses m, forward in time. backward: −du/dτ = Qu for expectations
/// u(x) = E[u(X_later) | X = x], backward in time.
enum class Equation { forward, backward };

/// Rates per cell along one link: the factors with which the values of the cells below and above
/// enter the derivative of the cell's own value.
struct Inflow {
  const std::vector<double>& below;
  const std::vector<double>& above;
};

inline Inflow inflow(const Link& link, Equation equation) {
  if (equation == Equation::forward) return {link.enter_below, link.enter_above};
  return {link.exit_below, link.exit_above};
}

}  // namespace loschmidt::solver
