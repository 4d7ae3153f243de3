// Selling's decomposition of a positive semidefinite tensor in one to three dimensions,
//     D = Σ_k λ_k e_k e_kᵀ,   λ_k ≥ 0,   e_k vectors of integers,
// with at most d(d+1)/2 terms: diffusion by D is diffusion along lines that join centres of unit
// cells, which jumps with nonnegative rates can carry. docs/theory.md (10a); Selling 1874, Conway &
// Sloane 1992. From the superbase e_x, e_y, e_z, −(e_x+e_y+e_z), reduced until no two of its
// vectors have a positive product b_iᵀ D b_j: then λ_ij = −b_iᵀ D b_j and e_ij = b_k × b_l.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "meshes/block.hpp"

namespace loschmidt::solver {

struct Jump {
  meshes::Index offset;  // the last component that is not zero is positive
  double weight;
};

/// The terms of a decomposition, weights positive. An axis without noise appears in none.
class Jumps {
 public:
  const Jump* begin() const { return jumps_.data(); }
  const Jump* end() const { return jumps_.data() + size_; }
  void add(const Jump& jump) { jumps_[size_++] = jump; }
  /// The largest component of any offset.
  int reach() const;

 private:
  std::array<Jump, 6> jumps_{};
  int size_ = 0;
};

/// `tensor`: D_ij packed (sde/coefficients.hpp), one, three or six values. Terms that would be
/// 1e-13 of the trace or less are dropped. Nothing where the reduction does not end: D is (nearly)
/// flat across a direction that no small integers describe.
std::optional<Jumps> selling(std::span<const double> tensor);

/// Largest over smallest eigenvalue of the tensor, axes without noise left out; infinite for a
/// tensor that is flat along another direction, 1 for none.
double anisotropy(std::span<const double> tensor);

}  // namespace loschmidt::solver
