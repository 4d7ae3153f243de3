// Kolmogorov's two equations, in which a generator Q acts.
#pragma once

#include <vector>

#include "solver/generator.hpp"

namespace loschmidt::solver {

/// forward: masses by Qᵀ, forward in time. backward: expectations u(x) = E[u(X_later) | X = x] by
/// Q, backward in time.
enum class Equation { forward, backward };

/// The rates, per cell, with which the values of the cells below and above along a link count in
/// it.
struct Inflow {
  const std::vector<double>& below;
  const std::vector<double>& above;
};

inline Inflow inflow(const Link& link, Equation equation) {
  if (equation == Equation::forward) return {link.enter_below, link.enter_above};
  return {link.exit_below, link.exit_above};
}

}  // namespace loschmidt::solver
