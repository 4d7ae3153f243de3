// Drift and noise tables of the particles at any time of a road.
#pragma once

#include <vector>

#include "app/roads/ensemble_road.hpp"
#include "parallel/parts.hpp"
#include "sde/particle_coefficients.hpp"

namespace loschmidt {

class ParticleTables {
 public:
  /// density: gives a reversal its score. All must outlive this. Collective.
  ParticleTables(const Setup& setup, Job& job, const DensityHistory& density,
                 const EnsembleRoad& road);

  /// Once per node, its ranks sharing the work. Collective. Errors: std::bad_alloc.
  ParticleCoefficients at(double t);

 private:
  std::vector<double> own_regular_score(double t) const;
  void add_own(ParticleCoefficients& tables, double t);
  void combine(ParticleCoefficients& tables) const;

  const Setup& setup_;
  Job& job_;
  const DensityHistory& density_;
  bool reversed_;
  NoiseLayout layout_;
  double poles_;  // the repulsion
  PointGrid vertices_;
  Part planes_;               // this rank's, of its node
  CoefficientTable forward_;  // at its vertices
};

}  // namespace loschmidt
