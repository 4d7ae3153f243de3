// A process whose drift and noise depend on time in different ways, so that Magnus steps are
// needed, and its density.
#pragma once

#include <cmath>
#include <vector>

#include "solver/evolution.hpp"
#include "validation/tests/solver/setups.hpp"

namespace loschmidt::test {

inline sde::Sde time_dependent_process() {
  return process({"-2*x + 3*sin(4*t)"}, {"1 + 0.5*t"});
}

/// The masses at time `end` of a bump at time 0. Collective.
inline std::vector<double> evolved(const meshes::Mesh& mesh, const sde::Sde& sde,
                                   const solver::StepControl& control, double end) {
  const solver::Decomposition d(MPI_COMM_WORLD, mesh);
  const auto factor = factor_of(sde, mesh);
  solver::Evolution evolution(d, sde, factor, control);
  solver::Masses masses(d, bump(mesh));
  evolution.advance(masses, 0, end);
  return masses.gather();
}

}  // namespace loschmidt::test
