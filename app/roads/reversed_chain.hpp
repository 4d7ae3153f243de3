// The road "chain": the process on the cells, reversed exactly by Bayes' rule with the forward
// steps' own transition probabilities P, docs/theory.md (9a): qᵏ = mᵏ ∘ P(qᵏ⁺¹/mᵏ⁺¹). From the
// density at the end it must return all earlier ones to roundoff: a check of the solver, whatever
// the reversal under test. There q/m = 1, which P keeps however long the steps are; so the chain is
// also started from the law with q/m = 2F, F the law of x at the end: Σ q must stay what it is, or
// P is not that of the forward steps. With extrapolation it is the chain of the case's own mesh.
#pragma once

#include "app/roads/mesh_histories.hpp"

namespace loschmidt::roads {

/// At every stop of the reverse run.
struct ReversedChain {
  solver::DensityHistory reached;   // cell masses
  solver::DensityHistory expected;  // cell masses
  std::vector<double> drift;        // of Σ q from the other law, relative
};

/// expected: the density of the case's own mesh, or what comes back in its place. After the forward
/// run. Collective.
ReversedChain reverse_chain(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
                            const solver::DensityHistory& density,
                            const solver::DensityHistory& expected);

}  // namespace loschmidt::roads
