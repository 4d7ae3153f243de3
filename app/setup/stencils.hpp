// The widths of the jumps of a full diffusion tensor on the meshes of a run, found before anything
// is written: docs/theory.md (10a). They differ between meshes, because they depend on the tensor
// in units of cells.
#pragma once

#include <mpi.h>

#include "app/setup/plan.hpp"
#include "parallel/pauses.hpp"
#include "solver/decomposition.hpp"

namespace loschmidt::setup {

/// The widths of the jumps on each mesh.
struct Stencils {
  solver::Stencil mesh{};                      // the case's own mesh
  std::vector<solver::Stencil> refinements{};  // its refinements for extrapolation
  solver::Stencil half{};                      // half the cells per axis
  solver::Stencil coarse{};                    // the mesh of the reference errors
  solver::Stencil pilot{};                     // the mesh of the choice of a time integrator
};

/// The largest width of a jump in cells; it admits anisotropies up to about 250 at any angle.
inline constexpr int widest_jump = 8;

/// Finds the widest jump of all cells on each mesh. The tensor is evaluated at the reference time
/// of a separable process; otherwise at the snapshots and at about a hundred of the solver's times,
/// and the widths are one cell larger to cover the times between. Collective, ranks share the work;
/// `pauses` can stop it. Errors: Failure with exit code 2 on all ranks where a mesh cannot
/// represent the tensor, naming place, time and anisotropy.
Stencils find_stencils(MPI_Comm comm, const input::Case& c, const Problem& problem,
                       const Plan& plan, parallel::Pauses* pauses);

}  // namespace loschmidt::setup
