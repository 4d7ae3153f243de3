// Do two histograms come from one law? Particles counted in the same cells, two ensembles.
//
//   χ² = Σ_k (√(N_b/N_a) a_k − √(N_a/N_b) b_k)² / (a_k + b_k),   bins − 1 degrees of freedom
//
// (Press et al., Numerical Recipes, 3rd ed., 14.3). Bins are merged by the pooled counts: given
// those, all ways of sharing them out among the two ensembles are alike under the hypothesis, so
// that bins chosen by them cost nothing. Of two ensembles that share their random numbers χ² is
// smaller than its law says. Serial.
#pragma once

#include <array>

#include "meshes/histogram.hpp"

namespace loschmidt::validation {

struct TwoSamples {
  double chi2 = 0;
  double dof = 0;
  double p_value = 1;  // of a larger χ² where both come from one law; 1 with one bin alone
  double total_variation =
      0;  // ½ Σ |a/N_a − b/N_b| over cells and outside, sampling noise included
};

/// Share of the particles that sit in another cell, ½ Σ |a − b| / N with N those of the larger
/// ensemble, what is outside included; 0 of two empty ones.
double moved_share(const meshes::Histogram& a, const meshes::Histogram& b);

/// Cells in natural order, x fastest. Two empty ensembles agree; an empty one and another differ
/// (p = 0). What is outside is a bin of its own where enough is expected in it (see
/// validation/bins.hpp), otherwise part of the last one. Errors: std::invalid_argument unless both
/// have a count for each cell.
TwoSamples compare_samples(const meshes::Histogram& a, const meshes::Histogram& b,
                           const std::array<int, 3>& extents, int dimension);

}  // namespace loschmidt::validation
