// The two directions in which a generator carries values of cells.
#pragma once

#include <vector>

#include "solver/generator.hpp"

namespace loschmidt::solver {

/// What is carried: masses by Qᵀ, forward in time; or expectations u(x) = E[u(X_later) | X = x] by
/// Q, backward.
enum class Carried { masses, expectations };

/// The rates, per cell, with which the values of the cells below and above along a link count in
/// it.
struct Inflow {
  const std::vector<double>& below;
  const std::vector<double>& above;
};

inline Inflow inflow(const Link& link, Carried carried) {
  if (carried == Carried::masses) return {link.enter_below, link.enter_above};
  return {link.exit_below, link.exit_above};
}

}  // namespace loschmidt::solver
