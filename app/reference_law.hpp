// What the reverse run is compared with where that is not simply p: with absorbing axes, and from
// another law than the density. The exactly reversed chain started from a law q_T has
//     q = p h,   h = q_T/p_T at the end,   −dh/dt = Q h                       docs/theory.md (22)
// at every earlier time: h is an expectation, carried back by the forward generator itself. From
// the density of the survivors, q_T = p_T/Z, h = u/Z with u the probability to survive until the
// end. Without absorption and from the density h = 1 and nothing is computed.
#pragma once

#include <vector>

#include "app/density_solver.hpp"
#include "solver/density_history.hpp"

namespace loschmidt {

/// How far reverse.start is from the density at the end, that of the survivors.
struct StartMismatch {
  double divergence = 0;  // KL(p ‖ start); infinite where the start lacks mass
  double cut_off = 0;     // the share of the start where the density underflows: left out
};

class ReferenceLaw {
 public:
  /// Is it another law than p?
  static bool needed(const Problem& problem);

  /// Both must outlive this.
  ReferenceLaw(const Run& run, DensitySolver& solver);

  /// On the way forward: the density at a stop of the reverse run. Collective.
  void keep(double t);

  /// After the forward run: q at every stop. Writes /forward/survival where axes absorb.
  /// Collective. Errors: std::runtime_error where reverse.start has mass that the density at the
  /// end never gets to, or the chain does not conserve q.
  DensityHistory carry_back();

  /// After that, with a start of its own. Collective.
  StartMismatch mismatch(const DensityHistory& density) const;

 private:
  void carry_survival(DensityHistory& law);
  void carry_start(DensityHistory& law);
  template <class Visitor>
  void carry(OnMeshes& h, const std::vector<double>& times, Visitor&& visit);
  OnMeshes start_over_density();
  void put(DensityHistory& law, double t, const OnMeshes& h) const;

  const Run& run_;
  DensitySolver& solver_;
  std::vector<DensityHistory> kept_;  // per mesh, at the stops
  double cut_off_ = 0;
};

}  // namespace loschmidt
