// Sizes in the norm of validation/allowance.hpp, and ensembles that are exactly their law.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "sde/ensemble.hpp"
#include "validation/allowance.hpp"

namespace loschmidt::test {

/// Particles of the ensembles whose counts follow a law without chance.
inline constexpr std::uint64_t particles = 100000;

/// ‖b − a‖ of two laws given by the masses of cells.
inline double length(const validation::Bins& bins, const std::vector<double>& a,
                     std::vector<double> b) {
  for (std::size_t i = 0; i < a.size(); ++i) b[i] -= a[i];
  return validation::chi_norm(bins, validation::sum_by_bin(bins, b));
}

/// An ensemble and its twin that hold the expected counts of a law, to the nearest particle.
inline sde::Tally counts_of(const std::vector<double>& law, const validation::Bins& bins,
                            double particles) {
  sde::Tally tally(law.size(), bins.size());
  for (std::size_t i = 0; i < law.size(); ++i)
    tally.fine.counts[i] = static_cast<std::uint64_t>(std::lround(law[i] * particles));
  tally.coarse = tally.fine;
  return tally;
}

/// The most that ‖n/N − p‖ can be where every cell's count is the nearest integer to N p: half a
/// particle per cell.
inline double rounding(const validation::Bins& bins, double particles) {
  const std::vector<double> halves(bins.of_cell.size(), 0.5 / particles);
  return validation::chi_norm(bins, validation::sum_by_bin(bins, halves));
}

}  // namespace loschmidt::test
