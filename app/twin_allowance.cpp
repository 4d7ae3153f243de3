#include "app/twin_allowance.hpp"

namespace loschmidt {

Allowance twin_allowance(const Run& run, const Bins& bins, const Tally& tally, double weak_order) {
  const std::uint64_t particles = run.settings.reverse.particles;
  if (!run.plan.twin) return given_allowance(run.settings.validation.tolerance, particles);
  TwinCounts twin{sum_by_bin(bins, tally.fine), sum_by_bin(bins, tally.coarse), tally.exchanged};
  if (bins.outside) twin.exchanged.back() = tally.exchanged_outside;
  return stepper_allowance(bins, twin, particles, weak_order);
}

}  // namespace loschmidt
