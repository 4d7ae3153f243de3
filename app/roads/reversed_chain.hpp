// The road "chain": the jump process on the cells, reversed exactly by Bayes' rule with the
// transition probabilities P of the forward steps, docs/theory.md (9a): qᵏ = mᵏ ∘ P(qᵏ⁺¹/mᵏ⁺¹).
// From the density at the end it must return all earlier ones to roundoff. This checks the solver,
// whatever reversal is under test. There q/m = 1, which any P conserves, whatever the steps. So the
// chain is also started from the law with q/m = 2F, F the distribution function of x at the end;
// Σ q must not change, or P does not belong to the forward steps. With extrapolation it is the
// chain of the case's own mesh.
#pragma once

#include "app/roads/law_road.hpp"
#include "app/roads/mesh_histories.hpp"

namespace loschmidt::roads {

/// The results of the chain at every stop of the reverse run.
struct ReversedChain {
  solver::DensityHistory reached;   // cell masses
  solver::DensityHistory expected;  // cell masses
  std::vector<double> mass_drift;   // relative change of Σ q of the chain from the other law
};

/// Runs the chain from the end. `density` is that of the case's own mesh; `expected` is the law it
/// must reach, the density itself or q of app/roads/reference_law.hpp. Call it after the forward
/// run. Collective.
ReversedChain reverse_chain(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
                            const solver::DensityHistory& density,
                            const solver::DensityHistory& expected);

/// The chain for the comparison. Its error is the largest of the L1 distance, the relative error of
/// a cell and mass_drift. The limit is roundoff where the method applies its own transposes
/// (uniformization), else a multiple of solver.tolerance. Both arguments must outlive the result.
LawRoad law_of(const setup::Setup& setup, const ReversedChain& chain);
LawRoad law_of(const setup::Setup& setup, ReversedChain&& chain) = delete;

}  // namespace loschmidt::roads
