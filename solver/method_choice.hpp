// Which time integrator is cheaper for a run, from counted work: products with the generator times
// cells for uniformization, steps times solves times iterations for TR-BDF2, in units of one
// product of one cell. Never timed, and the same on any number of ranks. How it counts, what the
// constants are and how well it does: docs/solver-methods.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "solver/evolution.hpp"

namespace loschmidt {

struct MethodChoice {
  Method method;
  std::string reason;  // one line: both estimates
};

/// Work of one linear solve of TR-BDF2 with ratio = ½γhΛ, Λ the root mean square of the rates.
double solve_work(int dimension, double cells, double ratio);

/// Would an interval of so many jumps (Λ times its length) take uniformization more work than
/// twenty steps of TR-BDF2 would?
bool implicit_pays(const Mesh& mesh, double jumps);

/// meshes: those the run solves on (a refinement after the first, when it extrapolates), and how
/// wide jumps are on each; initial:
/// cell masses on the first, whole. times: where the run wants the density. Collective on comm.
MethodChoice choose_method(MPI_Comm comm, const Sde& sde, const TimeFactor& factor,
                           std::span<const Mesh* const> meshes, std::span<const Stencil> stencils,
                           std::span<const double> initial, std::span<const double> times,
                           double tolerance);

}  // namespace loschmidt
