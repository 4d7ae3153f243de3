// The error budget of the reverse ensemble at `stop`: the size of each source of error, found by
// refinement of that source alone. docs/theory.md, "The error budget".
#pragma once

#include "app/judgement/verdict_stage.hpp"
#include "validation/error_budget.hpp"

namespace loschmidt::judgement {

/// The budget of the reverse road. `comparison` is that of the reverse road; `tally` and `mesh`
/// belong to its last stop. The observed counts are compared with the density itself, whatever law
/// the reverse run started from; with absorbing axes, with the law of the survivors. Collective.
validation::ErrorBudget budget_of(const setup::Setup& setup, job::Job& job,
                                  const roads::Evolved& evolved, const roads::EnsembleRoad& road,
                                  const Comparison& comparison, const sde::Tally& tally,
                                  const MeshError& mesh);

/// The budget as a table for the terminal.
std::string budget_table(const validation::ErrorBudget& budget, double stop);

}  // namespace loschmidt::judgement
