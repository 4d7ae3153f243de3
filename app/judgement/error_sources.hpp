// The error budget of the reverse ensemble at `stop`: each source of error by refinement of that
// source alone. docs/theory.md, "The error budget".
#pragma once

#include "app/judgement/verdict_stage.hpp"
#include "validation/error_budget.hpp"

namespace loschmidt::judgement {

/// comparison and tally: of the reverse road, tally that of its last stop; mesh: of that stop. What
/// is observed is held against the density itself, from whichever law the way back started (with
/// absorbing axes against that of what survives). Collective.
validation::ErrorBudget budget_of(const setup::Setup& setup, job::Job& job,
                                  const roads::Evolved& evolved, const roads::EnsembleRoad& road,
                                  const Comparison& comparison, const sde::Tally& tally,
                                  const MeshError& mesh);

/// A table for the terminal.
std::string budget_table(const validation::ErrorBudget& budget, double stop);

}  // namespace loschmidt::judgement
