// The tables of drift and noise that the particles of a road use, at any time of the road.
#pragma once

#include <vector>

#include "app/roads/ensemble_road.hpp"
#include "parallel/shares.hpp"
#include "sde/particle_coefficients.hpp"

namespace loschmidt::roads {

/// What forms the drift of a reversed road.
struct ReverseDrift {
  sde::Reversal reversal;
  const setup::GivenScore* score;  // null: the solver's
};

/// The drift under test, as the case has it.
ReverseDrift drift_under_test(const setup::Setup& setup);

/// The right drift for the noise of the reversal under test, with the solver's score.
ReverseDrift right_drift(const setup::Setup& setup);

class ParticleTables {
 public:
  /// `density` gives the solver's score of a reversed road. All arguments must outlive this.
  /// Collective.
  ParticleTables(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
                 const EnsembleRoad& road, const ReverseDrift& drift);

  /// The tables at time t, with one copy per node; the ranks of a node share the work. Collective.
  /// Errors: std::bad_alloc.
  sde::ParticleCoefficients at(double t);

 private:
  std::vector<double> own_score(double t) const;  // without the poles σ of absorbing ends
  void add_own(sde::ParticleCoefficients& tables, double t);
  void combine(sde::ParticleCoefficients& tables) const;

  const setup::Setup& setup_;
  job::Job& job_;
  const solver::DensityHistory& density_;
  bool reversed_;
  ReverseDrift drift_;
  sde::NoiseLayout layout_;
  double poles_;  // the repulsion κ of ParticleCoefficients
  meshes::PointGrid vertices_;
  parallel::Share planes_;         // planes of vertices that this rank tabulates for its node
  sde::CoefficientTable forward_;  // forward coefficients at the vertices of those planes
};

}  // namespace loschmidt::roads
