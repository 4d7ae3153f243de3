// The allowance of a chi-squared test: the noncentrality η that numerical error may add. It
// contains the error of the time steps, measured here from a twin ensemble, and that of the mesh,
// whose size app/judgement/mesh_error.hpp measures and with_mesh_error adds.
//
// The error of the steps is measured by refinement, never from the discrepancy under test: a twin
// ensemble (the coupled coarse paths) follows the same hypothesis on the same Brownian path with
// half the steps, docs/theory.md (17). On bins, with F and C the counts of fine and coarse, M the
// particles that sit in a bin for exactly one of the pair, q the probability, N particles and weak
// order w:
//   η̂ = Σ [(F − C)² − M]/(Nq) / (2^w − 1)²              M is what chance alone puts into (F − C)²
//   var η̂ = Σ [2M² + 4M |(F − C)² − M|]/(Nq)² / (2^w − 1)⁴
//   η = max(0, η̂) + 3 sqrt(var η̂)
// In the norm ‖Δ‖ = sqrt(Σ Δ²/q) of a change Δ of the bins' probabilities, chi-squared under q + Δ
// has the noncentrality N‖Δ‖².
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "validation/bins.hpp"

namespace loschmidt::validation {

/// Counts per bin: the particles of the ensemble, those of its twin with half the steps, and those
/// that are in the bin for exactly one of the two.
struct TwinCounts {
  std::vector<std::uint64_t> fine, coarse, exchanged;
};

struct Allowance {
  double noncentrality = 0;      // η
  double before_richardson = 0;  // η before the division by (2^w − 1)², which assumes the order w
  double by_chance = 0;          // the part of η for the noise of the estimate (3 sd)
  double mesh = 0;               // size, in the norm ‖Δ‖, of the mesh's error, contained in η
};

/// Returns the allowance for the error of the time steps, measured from a twin. Errors:
/// std::invalid_argument for sizes that differ from the bins', no particles, or weak_order ≤ 0.
/// Orders below 1 belong to particles mirrored at walls.
Allowance stepper_allowance(const Bins& bins, const TwinCounts& twin, std::uint64_t particles,
                            double weak_order);

/// Returns the allowance of a total variation `tolerance` τ that the user accepts: η = N(2τ)².
/// Errors: std::invalid_argument unless τ is finite and ≥ 0, and for no particles.
Allowance given_allowance(double tolerance, std::uint64_t particles);

/// Adds the error of the mesh, by which the law itself may be wrong: `size` ≥ 0 in the norm ‖Δ‖.
/// `before_richardson` is that size before a division that assumes the mesh's order. Sizes add up:
/// A becomes A + size.
Allowance with_mesh_error(Allowance allowance, double size, double before_richardson,
                          std::uint64_t particles);

/// The error of one of two ensembles on the same paths as a size ‖Δ‖, and the part of it that
/// chance may add or hide.
struct PairedSize {
  double size = 0;
  double chance = 0;
};

/// Computes the size from the allowance of such a pair before any mesh error, measured with this
/// many particles. The size is 0 where the estimate is not positive.
PairedSize paired_size(const Allowance& allowance, double particles);

/// Returns ‖Δ‖ = sqrt(Σ Δ²/q), which is infinite where Δ ≠ 0 = q. Errors: std::invalid_argument
/// unless there is one difference per bin.
double chi_norm(const Bins& bins, std::span<const double> bin_difference);

}  // namespace loschmidt::validation
