// The Fokker–Planck equation of a reverse process of the case, docs/theory.md (5), (6), on one mesh
// and along the steps of the reverse run. The forward generator's own code solves it.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "app/job/job.hpp"
#include "app/setup/setup.hpp"
#include "solver/generator.hpp"
#include "solver/masses.hpp"

namespace loschmidt::roads {

/// Cell masses at each stop of the reverse run.
using StopMasses = std::vector<std::vector<double>>;

/// The tolerance of implicit steps where the solution serves only to measure an error, which is
/// needed to ten per cent of its size.
inline constexpr double implicit_tolerance_of_errors = 1e-4;

class ReverseEquation {
 public:
  /// score(t) gives the regular part (solver/score.hpp) of the forward density's score on this
  /// mesh. `setup`, `job` and `mesh` must outlive this.
  ReverseEquation(const setup::Setup& setup, job::Job& job, const meshes::Mesh& mesh,
                  const solver::Stencil& stencil, std::function<meshes::FaceField(double)> score);

  /// Solves from the masses `start` at times[0]. `times` descend and contain all stops of the run.
  /// Implicit steps, within implicit_tolerance, are used where they are cheaper, but only if the
  /// run's own steps are implicit, so that uniformization keeps its promise of equal bits.
  /// `stepped` is called after each time. Collective.
  StopMasses solve(
      const std::vector<double>& start, const sde::Reversal& reversal,
      std::span<const double> times, double implicit_tolerance,
      const std::function<void()>& stepped = [] {});

  /// Solves from several laws at once, along `times`, a part of the reverse steps. Returns the cell
  /// masses at the last of them, one array per start. Collective.
  std::vector<std::vector<double>> solve_several(std::span<const std::vector<double>> starts,
                                                 const sde::Reversal& reversal,
                                                 std::span<const double> times,
                                                 double implicit_tolerance);

 private:
  using Visitor = std::function<void(int, std::span<const solver::Masses>)>;
  void integrate(std::span<const std::vector<double>> starts, const sde::Reversal& reversal,
                 std::span<const double> times, double implicit_tolerance, const Visitor& visit);

  const setup::Setup& setup_;
  job::Job& job_;
  const meshes::Mesh& mesh_;
  meshes::Mesh closed_;  // mesh_ with its absorbing ends closed: they are not reached
  solver::Decomposition decomposition_;
  solver::MeshTables tables_;
  std::function<meshes::FaceField(double)> score_;
};

}  // namespace loschmidt::roads
