#include "app/judgement/twin_allowance.hpp"

namespace loschmidt {

Allowance twin_allowance(const Setup& setup, const EnsembleRoad& road, const Bins& bins,
                         const Tally& tally, double weak_order) {
  if (!road.twin) return given_allowance(setup.settings.validation.tolerance, road.particles);
  TwinCounts twin{sum_by_bin(bins, tally.fine), sum_by_bin(bins, tally.coarse), tally.exchanged};
  if (bins.outside) twin.exchanged.back() = tally.exchanged_outside;
  return stepper_allowance(bins, twin, road.particles, weak_order);
}

}  // namespace loschmidt
