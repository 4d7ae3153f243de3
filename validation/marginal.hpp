// One histogram against one density: does a cloud of particles follow the cell masses q?
// (docs/theory.md (3) for forward densities, (5) for reversed ones.)
//
// Only chi-squared has a known law and is decided on (validation/verdict.hpp); the distances are
// for the eye, each with what it would be by chance. Arrays over cells are in natural order.
// Everything follows from integer counts and q, summed serially in natural order, so equal counts
// give equal bits. Serial.
#pragma once

#include <array>
#include <span>

#include "meshes/histogram.hpp"
#include "meshes/mesh.hpp"
#include "validation/count_comparison.hpp"

namespace loschmidt::validation {

struct MarginalComparison : CountComparison {
  // Per axis, of the law of that coordinate alone; 0 for absent axes. Values sit at cell centres;
  // a periodic axis is cut at its lower end.
  std::array<double, 3> kolmogorov_smirnov;    // largest |F_n − F| at cell edges
  std::array<double, 3> wasserstein1;          // ∫ |F_n − F| dx, in units of the axis
  std::array<double, 3> mean_error_sigma;      // sample mean − mean, in standard errors
  std::array<double, 3> variance_error_sigma;  // sample variance − variance, in standard errors
};

/// mass: q per cell, sum 1; less where axes absorb, the rest being outside. bins: from merge_cells
/// for this mass. A particle in a bin of zero probability is impossible under q, and so is one
/// outside a mesh that does not absorb: chi2 is infinite and p_value 0. Outside an absorbing mesh
/// it is counted where the bins have a place for it, and missing from the others in any case. A
/// single bin says nothing: chi2 0, dof 0, p_value 1. Mean and variance are those of what is
/// inside. Errors: std::invalid_argument for arrays of different sizes or a histogram without
/// particles.
MarginalComparison compare_marginal(const meshes::Mesh& mesh, std::span<const double> mass,
                                    const meshes::Histogram& histogram, const Bins& bins,
                                    double noncentrality);

}  // namespace loschmidt::validation
