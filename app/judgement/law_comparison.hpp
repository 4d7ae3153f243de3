// The roads without particles compared with what should come back, at every stop.
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
  std::vector<double> errors;  // what is held against the limit: L1, of the chain the largest of
                               // that, the relative error of a cell, and ReversedChain::drift
  std::vector<double> limits;
};

/// Collective.
LawComparison compare_chain(const setup::Setup& setup, const roads::ReversedChain& chain);
LawComparison compare_fokker_planck(const setup::Setup& setup, const roads::Evolved& evolved,
                                    const roads::FokkerPlanckRoad& road);

std::vector<validation::LawTest> law_tests(const LawComparison& comparison);

}  // namespace loschmidt::judgement
