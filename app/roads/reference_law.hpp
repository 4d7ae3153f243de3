// The law q with which the reverse run is compared where that is not the density p: with absorbing
// axes, and where reverse.start gives another law q_T to start from. The exactly reversed chain
// that starts from q_T has at every earlier time the law (Doob's h-transform)
//     q = p h,   h = q_T/p_T at the end,   −dh/dt = Q h                       docs/theory.md (9a).
// h is an expectation, carried back by the forward generator itself. With absorption and from the
// density of the survivors, q_T = p_T/Z, it is h = S/Z with S the probability to survive until the
// end. Without absorption and from the density, h = 1 and nothing is computed.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "app/roads/mesh_histories.hpp"

namespace loschmidt::roads {

/// The difference between reverse.start and the density at the end (of the survivors).
struct StartMismatch {
  double divergence = 0;  // KL(p ‖ start); infinite where the start lacks mass
  double cut_off = 0;  // the share of the start that is left out, as the density underflows there
  // The additional mesh error of a reverse run from this start over one from the density, as a
  // relative error of the score. With ζ = s Δx the change of log p from cell to cell, Δx the width,
  // the reversed chain has the drift sinh ζ in place of ζ and cosh ζ times the noise. The error is
  // the mean of cosh ζ − 1 under q less that under p, the largest of all stops.
  double score_error = 0;
};

/// A function that receives, at each snapshot, its number and the probability per cell to survive
/// from there until the end.
using SurvivalSink = std::function<void(int snapshot, std::span<const double> survival)>;

/// Computes q and h on all meshes of the run.
class ReferenceLaw {
 public:
  /// Whether q differs from p.
  static bool needed(const setup::Problem& problem);

  /// All arguments must outlive this. `histories` must hold the masses at the reverse stops when
  /// solve_backward() is called.
  ReferenceLaw(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
               const MeshHistories& histories);

  /// q at every reverse stop and joint time. Call it after the forward run. `survival` is called
  /// where axes absorb. Collective. Errors: std::runtime_error where reverse.start has mass in
  /// cells where the density at the end is 0, or the chain does not conserve the mass of q.
  solver::DensityHistory solve_backward(const SurvivalSink& survival);

  /// q on the case's own mesh, before any extrapolation. Call it after solve_backward().
  const solver::DensityHistory& unextrapolated() const { return unextrapolated_; }

  /// h on each mesh at the later joint time; empty without joint times. Call it after
  /// solve_backward().
  const OnMeshes& at_later_joint_time() const { return at_later_joint_time_; }

  /// The difference between reverse.start, which must be given, and the density. Collective.
  StartMismatch mismatch(const solver::DensityHistory& density,
                         const solver::DensityHistory& law) const;

 private:
  void carry_survival(solver::DensityHistory& law, const SurvivalSink& sink);
  void carry_start(solver::DensityHistory& law);
  template <class Visitor>
  void solve_over(OnMeshes& h, const std::vector<double>& times, Visitor&& visit);
  OnMeshes start_over_density();
  void put(solver::DensityHistory& law, double t, const OnMeshes& h);

  const setup::Setup& setup_;
  job::Job& job_;
  DensitySolver& solver_;
  const MeshHistories& histories_;
  solver::DensityHistory unextrapolated_;
  OnMeshes at_later_joint_time_;
  double cut_off_ = 0;
};

}  // namespace loschmidt::roads
