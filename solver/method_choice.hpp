// Estimates which time integrator is cheaper for a run, from counted work in units of one product
// of one cell: products with the generator times cells for uniformization, steps times solves times
// iterations for TR-BDF2. Nothing is timed, so the choice is the same on any number of ranks.
// docs/solver-methods.md has the counting, its constants and its accuracy.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "solver/evolution.hpp"

namespace loschmidt::solver {

struct MethodChoice {
  Method method;
  std::string reason;  // one line: both estimates
};

/// Work of one linear solve of TR-BDF2, with ratio = ½γΔtΛ. Here Λ is the root mean square of the
/// rates.
double solve_work(int dimension, double cells, double ratio);

struct SolverMesh {
  const meshes::Mesh* mesh;
  Stencil stencil{};
};

/// The coarse version of the first mesh, on which the run itself is tried with a loose tolerance.
struct Pilot {
  std::array<int, 3> coarsening;
  Stencil stencil{};
};

/// Coarsening factors, one per axis, that leave at most 64, 32² or 16³ cells in one, two or three
/// dimensions.
std::array<int, 3> pilot_coarsening(const meshes::Mesh& mesh);

/// Whether uniformization needs more work than twenty steps of TR-BDF2 on an interval with so many
/// expected jumps (Λ times its length), with a margin of two.
bool implicit_pays(const meshes::Mesh& mesh, double jumps);

/// What a run asks of its time integrator. What it refers to outlives it.
struct EvolutionTask {
  const sde::Sde& sde;
  const sde::TimeFactor& factor;
  std::span<const SolverMesh> meshes;  // that the run solves on: refinements after the first
  std::span<const double> times;       // at which it wants the density
  std::span<const double> initial{};   // cell masses on the first mesh, whole
  double tolerance = 0;
};

/// Returns the largest rate on each mesh of the task; for rates that change in time, its mean over
/// the run. With `pauses` the run can be stopped in between (parallel/pauses.hpp). Collective on
/// comm.
std::vector<double> fastest_rates(MPI_Comm comm, const EvolutionTask& task,
                                  parallel::Pauses* pauses = nullptr);

/// Estimates both methods and returns the cheaper one. `rates` are those of fastest_rates. Each
/// rank runs the pilot by itself and waits for no other, so `pauses` must be of this rank alone.
MethodChoice choose_method(const EvolutionTask& task, std::span<const double> rates,
                           const Pilot& pilot, parallel::Pauses* pauses = nullptr);

}  // namespace loschmidt::solver
