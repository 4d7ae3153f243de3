// Selling's decomposition of a positive semidefinite tensor in one to three dimensions,
//     D = Σ_k ρ_k e_k e_kᵀ,   ρ_k ≥ 0,   e_k vectors of integers,
// with at most d(d+1)/2 terms. Diffusion by D becomes diffusion along lines that join centres of
// unit cells, which jumps with nonnegative rates can carry. docs/theory.md (10a); Selling 1874,
// Conway & Sloane 1992. The superbase e_x, e_y, e_z, −(e_x+e_y+e_z) is reduced until no two of its
// vectors have a positive product b_iᵀ D b_j; then ρ_ij = −b_iᵀ D b_j and e_ij = b_k × b_l.
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

/// The terms of a decomposition, with positive weights. No term has a component along an axis
/// without noise.
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

/// Decomposes a tensor: D_ij packed (sde/coefficients.hpp), one, three or six values. Terms of at
/// most 1e-13 of the trace are dropped. Returns nothing if the reduction does not end, since D is
/// then (nearly) flat across a direction that no small integers describe.
std::optional<Jumps> selling(std::span<const double> tensor);

/// Returns the largest over the smallest eigenvalue of the tensor, without the axes that have no
/// noise. The result is infinite for a tensor that is flat along another direction, and 1 for a
/// zero tensor.
double anisotropy(std::span<const double> tensor);

}  // namespace loschmidt::solver
