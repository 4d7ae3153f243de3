// The roads without particles compared, at every stop, with the law they should reach.
#pragma once

#include <vector>

#include "app/roads/fokker_planck_road.hpp"
#include "validation/law_distance.hpp"
#include "validation/verdict.hpp"

namespace loschmidt::judgement {

struct LawComparison {
  validation::Road road;
  std::vector<double> times;
  std::vector<validation::LawDistance> distances;
  std::vector<double>
      errors;  // compared with the limits: the L1 distance; for the chain the
               // largest of that, a cell's relative error and ReversedChain::mass_drift
  std::vector<double> limits;
};

/// The road "chain" against the law it must return to roundoff or solver tolerance. Collective.
LawComparison compare_chain(const setup::Setup& setup, const roads::ReversedChain& chain);
/// The road "fokker-planck" against the law of the reverse run, within road.limit. Collective.
LawComparison compare_fokker_planck(const setup::Setup& setup, const roads::Evolved& evolved,
                                    const roads::FokkerPlanckRoad& road);

/// One test for the verdict per stop.
std::vector<validation::LawTest> law_tests(const LawComparison& comparison);

}  // namespace loschmidt::judgement
