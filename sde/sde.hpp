// The forward process dX = f(X,t) dt + g(X,t) dW, Itô: docs/theory.md (1). f has one formula per
// axis; g is g·I (one formula) or diagonal (one per axis).
#pragma once

#include <vector>

#include "sde/formula.hpp"

namespace loschmidt {

class Sde {
 public:
  /// Errors: std::invalid_argument unless diffusion holds one formula or as many as drift.
  Sde(std::vector<Formula> drift, std::vector<Formula> diffusion);

  int dimension() const { return static_cast<int>(drift_.size()); }
  const Formula& drift(int a) const { return drift_[a]; }
  /// g_aa, the diffusion coefficient (not the diffusion tensor D = g²).
  const Formula& diffusion(int a) const { return diffusion_[diffusion_.size() == 1 ? 0 : a]; }

  bool depends_on_time() const;
  /// Noise that is the same everywhere: Heun's condition.
  bool additive() const;

 private:
  std::vector<Formula> drift_;
  std::vector<Formula> diffusion_;
};

}  // namespace loschmidt
