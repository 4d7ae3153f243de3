// The Fokker–Planck equation of a reverse process of the case, on one mesh, along the steps of the
// reverse run: docs/theory.md (5), (6), solved by the forward generator's own code.
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

/// Of implicit steps where an error is all that is wanted: ten per cent of its size is enough.
inline constexpr double implicit_tolerance_of_errors = 1e-4;

class ReverseEquation {
 public:
  /// score(t): the regular part (solver/score.hpp) of the forward density's score on this mesh.
  /// `setup`, `job` and `mesh` must outlive this.
  ReverseEquation(const setup::Setup& setup, job::Job& job, const meshes::Mesh& mesh,
                  const solver::Stencil& stencil, std::function<meshes::FaceField(double)> score);

  /// From `start` at times[0]; times descend and contain all stops of the run. implicit_tolerance:
  /// of implicit steps, which are taken where they pay, but only if the run's own are implicit:
  /// bits stay what uniformization promises. `stepped` is called after each time. Collective.
  StopMasses solve(
      const std::vector<double>& start, const sde::Reversal& reversal,
      std::span<const double> times, double implicit_tolerance,
      const std::function<void()>& stepped = [] {});

  /// The same from several laws at once, along the part of the steps that `times` is: cell masses
  /// at the last of them, one array per start. Collective.
  std::vector<std::vector<double>> carry(std::span<const std::vector<double>> starts,
                                         const sde::Reversal& reversal,
                                         std::span<const double> times, double implicit_tolerance);

 private:
  using Visitor = std::function<void(int, std::span<const solver::Masses>)>;
  void go(std::span<const std::vector<double>> starts, const sde::Reversal& reversal,
          std::span<const double> times, double implicit_tolerance, const Visitor& visit);

  const setup::Setup& setup_;
  job::Job& job_;
  const meshes::Mesh& mesh_;
  meshes::Mesh closed_;  // the reverse process does not reach ends that absorb
  solver::Decomposition decomposition_;
  solver::MeshTables tables_;
  std::function<meshes::FaceField(double)> score_;
};

}  // namespace loschmidt::roads
