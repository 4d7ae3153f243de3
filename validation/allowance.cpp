#include "validation/allowance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "validation/thresholds.hpp"

namespace loschmidt::validation {

namespace {

void require_per_bin(const Bins& bins, std::size_t values) {
  if (values == bins.size()) return;
  throw std::invalid_argument(fmt::format(
      "{} values for {} bins (numerical error is compared bin by bin): give one per bin", values,
      bins.size()));
}

void require_particles(std::uint64_t particles) {
  if (particles > 0) return;
  throw std::invalid_argument(
      "no particles (an allowance is a noncentrality per particle): give at least one");
}

}  // namespace

Allowance stepper_allowance(const Bins& bins, const TwinCounts& twin, std::uint64_t particles,
                            double weak_order) {
  require_per_bin(bins, twin.fine.size());
  require_per_bin(bins, twin.coarse.size());
  require_per_bin(bins, twin.exchanged.size());
  require_particles(particles);
  if (!(weak_order > 0))
    throw std::invalid_argument(fmt::format(
        "weak order {} (half the steps must make a larger error): give a positive order",
        weak_order));
  double excess = 0, variance = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double expected = static_cast<double>(particles) * bins.probability[i];
    const double moved = static_cast<double>(twin.exchanged[i]);
    const double difference =
        static_cast<double>(twin.fine[i]) - static_cast<double>(twin.coarse[i]);
    if (difference == 0 && moved == 0) continue;
    const double d = difference * difference - moved;
    excess += d / expected;
    variance += (2 * moved * moved + 4 * moved * std::abs(d)) / (expected * expected);
  }
  const double chance = allowance_deviations * std::sqrt(variance);
  const double before_richardson = std::max(0.0, excess) + chance;
  const double divisor = std::pow(std::pow(2.0, weak_order) - 1, 2);
  return {before_richardson / divisor, before_richardson, chance / divisor};
}

Allowance given_allowance(double tolerance, std::uint64_t particles) {
  require_particles(particles);
  if (!(tolerance >= 0) || std::isinf(tolerance))
    throw std::invalid_argument(fmt::format(
        "tolerance {} (it is a total variation): give a number between 0 and 1", tolerance));
  // ‖Δ‖ ≥ 2 total variation, with equality where every bin is off by the same factor.
  const double noncentrality = static_cast<double>(particles) * 4 * tolerance * tolerance;
  return {noncentrality, noncentrality, 0};
}

Allowance with_mesh_error(Allowance allowance, double size, double before_richardson,
                          std::uint64_t particles) {
  const double root = std::sqrt(static_cast<double>(particles));
  const auto plus = [root](double noncentrality, double added) {
    return std::pow(std::sqrt(noncentrality) + added * root, 2);
  };
  allowance.noncentrality = plus(allowance.noncentrality, size);
  allowance.before_richardson = plus(allowance.before_richardson, before_richardson);
  allowance.mesh = size;
  return allowance;
}

PairedSize paired_size(const Allowance& allowance, double particles) {
  const double most = std::sqrt(allowance.noncentrality / particles);
  const double left = (allowance.noncentrality - allowance.by_chance) / particles;
  constexpr double roundoff = 1e-9;
  const double size = left > roundoff * most * most ? std::sqrt(left) : 0;
  return {size, most - size};
}

double chi_norm(const Bins& bins, std::span<const double> bin_difference) {
  require_per_bin(bins, bin_difference.size());
  double sum = 0;
  for (std::size_t i = 0; i < bins.size(); ++i)
    if (bin_difference[i] != 0) sum += bin_difference[i] * bin_difference[i] / bins.probability[i];
  return std::sqrt(sum);
}

}  // namespace loschmidt::validation
