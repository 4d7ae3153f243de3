// Drift and noise tables of the particles at any time of a road.
#pragma once

#include <vector>

#include "app/roads/ensemble_road.hpp"
#include "parallel/shares.hpp"
#include "sde/particle_coefficients.hpp"

namespace loschmidt::roads {

class ParticleTables {
 public:
  /// density: gives a reversal its score. All must outlive this. Collective.
  ParticleTables(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
                 const EnsembleRoad& road);

  /// Once per node, its ranks sharing the work. Collective. Errors: std::bad_alloc.
  sde::ParticleCoefficients at(double t);

 private:
  std::vector<double> own_regular_score(double t) const;
  void add_own(sde::ParticleCoefficients& tables, double t);
  void combine(sde::ParticleCoefficients& tables) const;

  const setup::Setup& setup_;
  job::Job& job_;
  const solver::DensityHistory& density_;
  bool reversed_;
  sde::NoiseLayout layout_;
  double poles_;  // the repulsion
  meshes::PointGrid vertices_;
  parallel::Share planes_;         // this rank's, of its node
  sde::CoefficientTable forward_;  // at its vertices
};

}  // namespace loschmidt::roads
