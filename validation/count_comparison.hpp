// Counts against probabilities, place by place: of cells (validation/marginal.hpp) or of pairs of
// slabs (validation/slabs.hpp). Everything follows from integer counts and the probabilities,
// summed serially in natural order, so equal counts give equal bits. Serial.
#pragma once

#include <span>

#include "meshes/histogram.hpp"
#include "validation/bins.hpp"

namespace loschmidt::validation {

struct CountComparison {
  double chi2;           // Σ (n − Nq)²/(Nq) over bins
  double dof;            // bins − 1
  double noncentrality;  // as given: what numerical error may add
  double p_value;        // P(X > chi2) under the law with dof and noncentrality

  double total_variation;        // ½ Σ |n/N − q| over cells and outside
  double total_variation_floor;  // its exact expectation if q is true (multinomial counts)
  double total_variation_sd;     // sqrt((1 − 2/π) Σ q(1 − q)/(4N)), its standard deviation
  double kullback_leibler;       // Σ (n/N) log((n/N)/q) over occupied cells
};

/// mass: probability per place; outside: that of none, where the world is `open` and particles may
/// be absorbed. Otherwise a particle outside, as one in a bin of zero probability, is impossible:
/// chi2 is infinite and p_value 0. A single bin says nothing: chi2 0, dof 0, p_value 1.
CountComparison compare_counts(std::span<const double> mass, double outside,
                               const meshes::Histogram& histogram, const Bins& bins,
                               double noncentrality, bool open);

/// Mean absolute deviation E|n − Nq| of a binomial count, by De Moivre's formula.
double binomial_mean_absolute_deviation(double particles, double probability);

}  // namespace loschmidt::validation
