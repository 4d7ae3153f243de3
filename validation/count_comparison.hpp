// Comparison of counts with probabilities, place by place: for cells (validation/marginal.hpp) or
// for pairs of slabs (validation/slabs.hpp). Results follow from integer counts and the
// probabilities alone, summed serially in natural order, so equal counts give equal bits. Serial.
#pragma once

#include <span>

#include "meshes/histogram.hpp"
#include "validation/bins.hpp"
#include "validation/statistic.hpp"

namespace loschmidt::validation {

struct CountComparison {
  double chi2;           // Σ (n − Nq)²/(Nq) over bins
  double dof;            // bins − 1
  double noncentrality;  // as given: the allowance for numerical error
  double p_value;        // P(X > chi2) under the law with dof and noncentrality

  double total_variation;        // ½ Σ |n/N − q| over cells and outside
  double total_variation_floor;  // its exact expectation if q is true (multinomial counts)
  double total_variation_sd;     // sqrt((1 − 2/π) Σ q(1 − q)/(4N)), its standard deviation
  double kullback_leibler;       // Σ (n/N) log((n/N)/q) over occupied cells
};

/// The table of all members, in the order of files.
std::span<const Statistic<CountComparison>> count_statistics();

/// Compares counts with the probabilities `mass` of their places. `outside` is the probability of
/// no place; it counts if the comparison is `open`, that is, if particles may be absorbed. If it is
/// not, a particle outside is impossible, like one in a bin of zero probability: chi2 is infinite
/// and p_value 0. A single bin allows no test: chi2 0, dof 0, p_value 1.
CountComparison compare_counts(std::span<const double> mass, double outside,
                               const meshes::Histogram& histogram, const Bins& bins,
                               double noncentrality, bool open);

/// Returns the mean absolute deviation E|n − Nq| of a binomial count, by De Moivre's formula.
double binomial_mean_absolute_deviation(double particles, double probability);

}  // namespace loschmidt::validation
