// Which time integrator is cheaper for a run, from counted work: products with the generator times
// cells for uniformization, steps times solves times iterations for TR-BDF2, in units of one
// product of one cell. Never timed, and the same on any number of ranks. How it counts, what the
// constants are and how well it does: docs/solver-methods.md.
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

/// Work of one linear solve of TR-BDF2 with ratio = ½γhΛ, Λ the root mean square of the rates.
double solve_work(int dimension, double cells, double ratio);

struct SolverMesh {
  const meshes::Mesh* mesh;
  Stencil stencil{};
};

/// The first mesh made coarser: there the run itself is tried with a loose tolerance.
struct Pilot {
  std::array<int, 3> coarsening;
  Stencil stencil{};
};

/// At most 64, 32² or 16³ cells, cells of all axes by themselves.
std::array<int, 3> pilot_coarsening(const meshes::Mesh& mesh);

/// Would an interval of so many jumps (Λ times its length) take uniformization more work than
/// twenty steps of TR-BDF2 would?
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

/// Largest rates on the meshes of the task; for rates that change, their means over the run. Can be
/// stopped in between (parallel/pauses.hpp). Collective on comm.
std::vector<double> fastest_rates(MPI_Comm comm, const EvolutionTask& task,
                                  parallel::Pauses* pauses = nullptr);

/// rates: fastest_rates. Each rank tries the pilot by itself and waits for no other; the pauses are
/// of this rank alone.
MethodChoice choose_method(const EvolutionTask& task, std::span<const double> rates,
                           const Pilot& pilot, parallel::Pauses* pauses = nullptr);

}  // namespace loschmidt::solver
