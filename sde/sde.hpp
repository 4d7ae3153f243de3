// The forward process dX = f(X,t) dt + g(X,t) dW: docs/theory.md (1), (2). f has one formula per
// axis. g is a d × m matrix of formulas: g·I (one formula), diagonal (one per axis) or given by its
// rows. An Interpretation says at which place of a small step the noise takes g.
#pragma once

#include <vector>

#include "sde/formula.hpp"

namespace loschmidt::sde {

enum class Interpretation { ito, stratonovich, hanggi_klimontovich };

/// Returns α of (1a): g is taken at X + α dX, between the beginning (0) and the end (1) of a step.
constexpr double place_in_step(Interpretation interpretation) {
  switch (interpretation) {
    case Interpretation::ito:
      return 0;
    case Interpretation::stratonovich:
      return 0.5;
    case Interpretation::hanggi_klimontovich:
      return 1;
  }
  return 0;
}

class Sde {
 public:
  /// Makes a process with noise g·I or diagonal g. Errors: std::invalid_argument unless diffusion
  /// holds one formula or as many as drift.
  Sde(std::vector<Formula> drift, std::vector<Formula> diffusion,
      Interpretation interpretation = Interpretation::ito);
  /// Makes a process from the rows of g. Errors: std::invalid_argument unless there are as many
  /// rows as drift has formulas, all of the same length ≥ 1.
  Sde(std::vector<Formula> drift, std::vector<std::vector<Formula>> rows,
      Interpretation interpretation = Interpretation::ito);

  int dimension() const { return static_cast<int>(drift_.size()); }
  /// m, the number of Wiener processes.
  int noises() const { return noises_; }
  Interpretation interpretation() const { return interpretation_; }
  /// Returns f_a as it was written. The term that other calculi than Itô's add is in the tables
  /// (sde/coefficients.hpp).
  const Formula& drift(int a) const { return drift_[a]; }
  /// Returns the formula of g_ik, or null where the entry is zero everywhere.
  const Formula* diffusion(int i, int k) const {
    const int entry = entry_[i * noises_ + k];
    return entry < 0 ? nullptr : &diffusion_[entry];
  }
  /// Returns g_ik at a point. Errors: std::invalid_argument where it is not finite.
  double diffusion(int i, int k, const meshes::Point& x, double t) const;
  /// Returns D_ij = Σ_k g_ik g_jk at a point. Errors: std::invalid_argument where it is not finite.
  double diffusion_tensor(int i, int j, const meshes::Point& x, double t) const;

  bool depends_on_time() const;
  /// Whether the noise is the same everywhere, the condition for Heun's scheme.
  bool additive() const;
  /// Whether no Wiener process drives two axes, so that D_ij = 0 for i ≠ j.
  bool diagonal() const;
  /// Whether there are fewer Wiener processes than axes, or an axis that none drives. D is then
  /// singular everywhere.
  bool degenerate() const;
  /// Whether D_ij may vary along an axis.
  bool tensor_depends_on_axis(int i, int j, int axis) const;
  /// Whether ∇·D may be nonzero.
  bool has_divergence() const;

 private:
  void keep(Formula formula, int i, int k);

  std::vector<Formula> drift_;
  std::vector<Formula> diffusion_;
  int noises_;
  std::vector<int> entry_;  // position of g_ik in diffusion_, or −1 for a zero
  Interpretation interpretation_;
};

}  // namespace loschmidt::sde
