// How wide the jumps of a full diffusion tensor are on the meshes of a run, before anything is
// written: docs/theory.md (10a). Meshes differ, since it is the tensor in units of cells that
// counts.
#pragma once

#include <mpi.h>

#include "app/setup/plan.hpp"
#include "parallel/pauses.hpp"
#include "solver/decomposition.hpp"

namespace loschmidt::setup {

/// How wide jumps are on each mesh: of the run, of its refinements, of one with half the cells per
/// axis, of the reference errors, of the pilot that chooses the time integrator.
struct Stencils {
  solver::Stencil mesh{};
  std::vector<solver::Stencil> refinements{};
  solver::Stencil half{};
  solver::Stencil coarse{};
  solver::Stencil pilot{};
};

/// Jumps may be this many cells wide: anisotropies up to about 250 at any angle.
inline constexpr int widest_jump = 8;

/// All cells are looked at, at the reference time of a separable process, otherwise at the
/// snapshots and at about a hundred of the solver's times, with a cell to spare for those between.
/// Collective, ranks share the work; can be stopped in between. Errors: Failure with exit code 2 on
/// all ranks where a mesh cannot carry the tensor, naming place, time and anisotropy.
Stencils find_stencils(MPI_Comm comm, const input::Case& c, const Problem& problem,
                       const Plan& plan, parallel::Pauses* pauses);

}  // namespace loschmidt::setup
