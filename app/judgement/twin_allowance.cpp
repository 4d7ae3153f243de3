#include "app/judgement/twin_allowance.hpp"

namespace loschmidt::judgement {

validation::TwinCounts twin_counts(const validation::Bins& bins, const sde::Tally& tally) {
  validation::TwinCounts counts{validation::sum_by_bin(bins, tally.fine),
                                validation::sum_by_bin(bins, tally.coarse), tally.exchanged};
  if (bins.outside) counts.exchanged.back() = tally.exchanged_outside;
  return counts;
}

validation::Allowance twin_allowance(const setup::Setup& setup, const roads::EnsembleRoad& road,
                                     const validation::Bins& bins, const sde::Tally& tally,
                                     double weak_order) {
  if (!road.twin)
    return validation::given_allowance(setup.settings.validation.tolerance, road.particles);
  return validation::stepper_allowance(bins, twin_counts(bins, tally), road.particles, weak_order);
}

}  // namespace loschmidt::judgement
