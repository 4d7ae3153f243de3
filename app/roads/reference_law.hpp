// What the reverse run is compared with where that is not simply p: with absorbing axes, and from
// another law than the density. The exactly reversed chain started from a law q_T has
//     q = p h,   h = q_T/p_T at the end,   −dh/dt = Q h                       docs/theory.md (9a)
// at every earlier time: h is an expectation, carried back by the forward generator itself. From
// the density of the survivors, q_T = p_T/Z, h = u/Z with u the probability to survive until the
// end. Without absorption and from the density h = 1 and nothing is computed.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "app/roads/mesh_histories.hpp"

namespace loschmidt::roads {

/// How far reverse.start is from the density at the end, that of the survivors.
struct StartMismatch {
  double divergence = 0;  // KL(p ‖ start); infinite where the start lacks mass
  double cut_off = 0;     // the share of the start where the density underflows: left out
  // What the mesh does to the reverse process along the way back, as a relative error of the score,
  // beyond what it does on the way from the density. With σ = s h the change of log p from cell to
  // cell, the reversed chain drifts by sinh σ in place of σ and has cosh σ times the noise: the
  // mean of cosh σ − 1 under q less that under p, the largest of all stops.
  double score_error = 0;
};

/// Is given the probability per cell to survive until the end, at each snapshot by its number.
using SurvivalSink = std::function<void(int snapshot, std::span<const double> survival)>;

class ReferenceLaw {
 public:
  /// Is it another law than p?
  static bool needed(const setup::Problem& problem);

  /// All must outlive this. histories: with the masses at the stops of the reverse run, by the time
  /// of solve_backward().
  ReferenceLaw(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
               const MeshHistories& histories);

  /// After the forward run: q at every stop. survival: called where axes absorb.
  /// Collective. Errors: std::runtime_error where reverse.start has mass that the density at the
  /// end never gets to, or the chain does not conserve q.
  solver::DensityHistory solve_backward(const SurvivalSink& survival);

  /// q on the case's own mesh alone, before any extrapolation. After solve_backward().
  const solver::DensityHistory& unextrapolated() const { return unextrapolated_; }

  /// h on each mesh at the later of the joint times, if there are any. After solve_backward().
  const OnMeshes& at_later_joint_time() const { return at_later_joint_time_; }

  /// How far a start of its own is from the density. Collective.
  StartMismatch mismatch(const solver::DensityHistory& density,
                         const solver::DensityHistory& law) const;

 private:
  void carry_survival(solver::DensityHistory& law, const SurvivalSink& sink);
  void carry_start(solver::DensityHistory& law);
  template <class Visitor>
  void carry(OnMeshes& h, const std::vector<double>& times, Visitor&& visit);
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
