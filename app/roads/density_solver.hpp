// The density on the meshes of a run: the case's own and its refinements for extrapolation. It is
// solved forward from the initial law; expectations are solved backward over the same intervals.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/job/job.hpp"
#include "app/setup/setup.hpp"
#include "meshes/field.hpp"

namespace loschmidt::roads {

/// Values per cell on each mesh, the case's own first.
using OnMeshes = std::vector<std::vector<double>>;

/// The work of one interval between two times; the iterations include those of rejected steps.
struct Work {
  std::uint64_t iterations = 0;
  std::uint64_t steps = 0;
};

/// The density at one time.
struct State {
  std::vector<double> mass;  // on the case's mesh
  std::optional<meshes::FaceField>
      regular_score;               // the extrapolated score; none without extrapolation
  double unextrapolated_mass = 1;  // total mass on the case's mesh, before any extrapolation
};

/// What leaves through each absorbing end (meshes/ends.hpp) by a time; empty without such ends.
struct FirstPassage {
  std::vector<double> rate;         // per unit of time: the density of the passage time
  std::vector<double> probability;  // lost since time.start
};

/// Solves Kolmogorov's forward and backward equations on all meshes of a run.
class DensitySolver {
 public:
  /// Makes a solver on all meshes of the run. Collective, as is every call. `setup` and `job` must
  /// outlive this.
  DensitySolver(const setup::Setup& setup, job::Job& job);
  /// Makes a solver on one other mesh, from the masses `initial`, with the tolerance and the number
  /// of steps of `stepping`. The mesh must outlive this too.
  DensitySolver(const setup::Setup& setup, job::Job& job, const input::SolverSection& stepping,
                const meshes::Mesh& mesh, const solver::Stencil& stencil,
                const std::vector<double>& initial);
  ~DensitySolver();

  /// Advances the density on every mesh from time `from` to the later time `to`.
  Work advance(double from, double to);

  /// The density at the current time t from `masses`, the result of masses() there. Errors:
  /// std::runtime_error if mass was lost other than by absorption, or if it grew.
  State state(double t, const OnMeshes& masses);

  /// What leaves at the current time t, extrapolated if the density is. The probabilities and the
  /// sum of state(t).mass add up to 1: to roundoff, with implicit methods as well as their linear
  /// solves conserve mass.
  FirstPassage first_passage(double t) const;

  /// The meshes, the case's own first.
  const std::vector<const meshes::Mesh*>& meshes() const { return meshes_; }
  /// The masses at the current time on each mesh, without extrapolation.
  OnMeshes masses() const;
  /// Carries expectations from time `to` back to time `from` (Kolmogorov's backward equation), by
  /// transposed steps where `advance` took exponentials. `advance` must have gone from `from` to
  /// `to` before. `expectations` holds the values of the first meshes, and may have fewer entries
  /// than there are meshes.
  void solve_backward(OnMeshes& expectations, double from, double to);
  /// Masses on the case's mesh, extrapolated from those on all meshes. Extrapolation acts on
  /// logarithms and does not conserve the sum, which is not normalised here.
  std::vector<double> combined(const OnMeshes& masses) const;

 private:
  class MeshEvolution;

  void add(const meshes::Mesh& mesh, const solver::Stencil& stencil,
           const std::vector<double>& initial);
  void check_mass(std::size_t mesh, const std::vector<double>& mass, double t);

  const setup::Setup& setup_;
  job::Job& job_;
  input::SolverSection stepping_;
  std::vector<const meshes::Mesh*> meshes_;
  std::vector<std::unique_ptr<MeshEvolution>> evolutions_;
  std::vector<double> surviving_;  // mass per mesh at the last check_mass()
};

}  // namespace loschmidt::roads
