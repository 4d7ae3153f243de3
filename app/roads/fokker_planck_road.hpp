// The road "fokker-planck": the density of the reverse process under test, from its own
// Fokker–Planck equation with the solver's score. It uses no particles. Its error is estimated by
// refinement alone: from the change between a mesh and the next finer one, and between half of the
// time steps and all. docs/theory.md, "Roads back without particles".
#pragma once

#include "app/roads/density_stage.hpp"
#include "app/roads/law_road.hpp"
#include "app/roads/reverse_equation.hpp"

namespace loschmidt::roads {

struct FokkerPlanckRoad {
  StopMasses mass;            // on the case's mesh, extrapolated if the density is
  std::vector<double> limit;  // per stop: the L1 distance from the law it should reach that mesh
                              // and steps explain
};

/// Solves the equation of `reversal` from the law at the end to every reverse stop. Collective.
FokkerPlanckRoad fokker_planck_road(const setup::Setup& setup, job::Job& job,
                                    const Evolved& evolved, const sde::Reversal& reversal);

/// The road for the comparison with the law of the reverse run. All arguments must outlive the
/// result.
LawRoad law_of(const setup::Setup& setup, const Evolved& evolved, const FokkerPlanckRoad& road);
LawRoad law_of(const setup::Setup& setup, const Evolved& evolved, FokkerPlanckRoad&& road) = delete;

}  // namespace loschmidt::roads
