// Comparison of one histogram with one density: tests whether particles follow the cell masses q
// (docs/theory.md (3) for forward densities, (5) for reversed ones).
//
// Only chi-squared has a known law and is used for decisions (validation/verdict.hpp). The
// distances are for information, each with its expected size by chance. Arrays over cells are in
// natural order. Results follow from integer counts and q alone, summed serially in natural order,
// so equal counts give equal bits. Serial.
#pragma once

#include <array>
#include <span>

#include "meshes/histogram.hpp"
#include "meshes/mesh.hpp"
#include "validation/count_comparison.hpp"

namespace loschmidt::validation {

struct MarginalComparison : CountComparison {
  // Per axis, for the law of that coordinate alone; 0 for absent axes. Values lie at cell centres;
  // a periodic axis is cut at its lower end.
  std::array<double, 3> kolmogorov_smirnov;    // largest |F_n − F| at cell edges
  std::array<double, 3> wasserstein1;          // ∫ |F_n − F| dx, in units of the axis
  std::array<double, 3> mean_error_sigma;      // sample mean − mean, in standard errors
  std::array<double, 3> variance_error_sigma;  // sample variance − variance, in standard errors
};

/// The table of the members that CountComparison lacks, in the order of files.
std::span<const Statistic<MarginalComparison>> marginal_statistics();

/// Compares a histogram with q. `mass` holds q per cell, with sum 1, or less where axes absorb; the
/// rest is outside. `bins` come from merge_cells for this mass. A particle in a bin of zero
/// probability is impossible under q, and so is one outside a mesh that does not absorb: chi2 is
/// infinite and p_value 0. A particle outside an absorbing mesh is counted if there is a bin for
/// it, and is missing from the other bins in any case. A single bin allows no test: chi2 0, dof 0,
/// p_value 1. Mean and variance are those of the particles inside. Errors: std::invalid_argument
/// for arrays of different sizes or a histogram without particles.
MarginalComparison compare_marginal(const meshes::Mesh& mesh, std::span<const double> mass,
                                    const meshes::Histogram& histogram, const Bins& bins,
                                    double noncentrality);

}  // namespace loschmidt::validation
