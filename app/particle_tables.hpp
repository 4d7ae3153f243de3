// Drift and noise tables of the particles at any time of a road.
#pragma once

#include <vector>

#include "app/ensemble_road.hpp"
#include "sde/particle_coefficients.hpp"

namespace loschmidt {

class ParticleTables {
 public:
  /// density: gives a reversal its score. All must outlive this.
  ParticleTables(const Run& run, const DensityHistory& density, const EnsembleRoad& road);

  /// Collective when reversed: the score is collected from all ranks.
  ParticleCoefficients at(double t);

 private:
  std::vector<double> regular_score_at_vertices(double t) const;

  const Run& run_;
  const DensityHistory& density_;
  bool reversed_;
  NoiseLayout layout_;
  CoefficientTable forward_;
};

}  // namespace loschmidt
