// The road "fokker-planck": the reverse process under test as a density, by its own Fokker–Planck
// equation with the solver's score. It shares no particle with the ensemble, and its own error is
// known by refinement alone: how much the result changes from a mesh to the next finer one, and
// from half of the time steps to all. docs/theory.md, "Roads back without particles".
#pragma once

#include "app/roads/density_stage.hpp"
#include "app/roads/reverse_equation.hpp"

namespace loschmidt::roads {

struct FokkerPlanckRoad {
  StopMasses mass;            // on the case's mesh; extrapolated where the density is
  std::vector<double> limit;  // per stop: the L1 difference from the law it should reach that mesh
                              // and steps explain
};

/// Collective.
FokkerPlanckRoad fokker_planck_road(const setup::Setup& setup, job::Job& job,
                                    const Evolved& evolved, const sde::Reversal& reversal);

}  // namespace loschmidt::roads
