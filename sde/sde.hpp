// The forward process dX = f(X,t) dt + g(X,t) dW: docs/theory.md (1), (2). f has one formula per
// axis; g is a d × m matrix of formulas: g·I (one formula), diagonal (one per axis) or given by its
// rows. The increments of the m Wiener processes are read by Itô's calculus or by Stratonovich's.
#pragma once

#include <vector>

#include "sde/formula.hpp"

namespace loschmidt::sde {

enum class Interpretation { ito, stratonovich };

class Sde {
 public:
  /// g·I or diagonal. Errors: std::invalid_argument unless diffusion holds one formula or as many
  /// as drift.
  Sde(std::vector<Formula> drift, std::vector<Formula> diffusion,
      Interpretation interpretation = Interpretation::ito);
  /// The rows of g. Errors: std::invalid_argument unless there are as many rows as drift has
  /// formulas, all of the same length ≥ 1.
  Sde(std::vector<Formula> drift, std::vector<std::vector<Formula>> rows,
      Interpretation interpretation = Interpretation::ito);

  int dimension() const { return static_cast<int>(drift_.size()); }
  /// m, the number of Wiener processes.
  int noises() const { return noises_; }
  Interpretation interpretation() const { return interpretation_; }
  /// f_a as it was written; what Stratonovich's calculus adds to it is in the tables
  /// (sde/coefficients.hpp).
  const Formula& drift(int a) const { return drift_[a]; }
  /// The formula of g_ik, or null where the entry is zero everywhere.
  const Formula* diffusion(int i, int k) const {
    const int entry = entry_[i * noises_ + k];
    return entry < 0 ? nullptr : &diffusion_[entry];
  }
  /// g_ik at a point. Errors: std::invalid_argument where it is not finite.
  double diffusion(int i, int k, const meshes::Point& x, double t) const;
  /// D_ij = Σ_k g_ik g_jk at a point. Errors: likewise.
  double diffusion_tensor(int i, int j, const meshes::Point& x, double t) const;

  bool depends_on_time() const;
  /// Noise that is the same everywhere: Heun's condition.
  bool additive() const;
  /// No Wiener process drives two axes, so D_ij = 0 for i ≠ j.
  bool diagonal() const;
  /// Fewer Wiener processes than axes, or an axis that none drives: D is singular everywhere.
  bool degenerate() const;
  /// May D_ij vary along an axis?
  bool tensor_depends_on_axis(int i, int j, int axis) const;
  /// May ∇·D be anything but zero?
  bool has_divergence() const;

 private:
  void keep(Formula formula, int i, int k);

  std::vector<Formula> drift_;
  std::vector<Formula> diffusion_;
  int noises_;
  std::vector<int> entry_;  // of g_ik: its place in diffusion_, or −1 for a zero
  Interpretation interpretation_;
};

}  // namespace loschmidt::sde
