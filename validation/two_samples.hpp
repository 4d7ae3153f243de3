// A test whether two histograms come from one law: particles of two ensembles, counted in the same
// cells.
//
//   χ² = Σ_k (√(N_b/N_a) a_k − √(N_a/N_b) b_k)² / (a_k + b_k),   bins − 1 degrees of freedom
//
// (Press et al., Numerical Recipes, 3rd ed., 14.3). Bins are merged by the pooled counts. Given
// these, all ways of distributing them among the two ensembles are alike under the hypothesis, so
// choosing the bins by them does not bias the test. For two ensembles with the same random numbers,
// χ² is smaller than its law predicts. Serial.
#pragma once

#include <array>

#include "meshes/histogram.hpp"

namespace loschmidt::validation {

struct TwoSamples {
  double chi2 = 0;
  double dof = 0;
  double p_value = 1;  // P(larger χ²) if both come from one law; 1 with one bin alone
  double total_variation =
      0;  // ½ Σ |a/N_a − b/N_b| over cells and outside, sampling noise included
};

/// Returns the fraction of the particles that are in another cell, ½ Σ |a − b| / N, with N those of
/// the larger ensemble. Particles outside are included. It is 0 for two empty ensembles.
double moved_share(const meshes::Histogram& a, const meshes::Histogram& b);

/// Compares two histograms on cells in natural order, x fastest. Two empty ensembles agree; an
/// empty one and another differ (p = 0). Particles outside are a bin of their own if enough are
/// expected in it (see validation/bins.hpp), otherwise part of the last one. Errors:
/// std::invalid_argument unless both have a count for each cell.
TwoSamples compare_samples(const meshes::Histogram& a, const meshes::Histogram& b,
                           const std::array<int, 3>& extents, int dimension);

}  // namespace loschmidt::validation
