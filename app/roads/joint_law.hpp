// The joint law of the forward process at the two times of validation.joint_times, from the density
// and the forward generator alone: docs/theory.md (9b). For the reference law q = p h it is
//     P(X₁ in slab i, X₂ in slab j) = Σ_{x in i} p(x, t₁) E[h(X₂) 1_j(X₂) | X₁ = x],   t₁ < t₂.
// The expectation is carried back by the steps of the density, with one backward solve per slab.
#pragma once

#include "app/roads/half_mesh_density.hpp"
#include "app/roads/reference_law.hpp"
#include "validation/slabs.hpp"

namespace loschmidt::roads {

struct JointLaw {
  validation::Slabs slabs;
  validation::JointTable expected;  // probabilities, which sum to 1 in every block
  validation::JointTable half;      // probabilities by the density on half the cells
};

/// The joint law of the reverse run. `law` is Evolved::reverse_law(), known at both times;
/// `reference` is the reference law where `law` is not p, else null. Call it after the forward run.
/// Collective.
JointLaw joint_law(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
                   HalfMeshDensity& half_density, const MeshHistories& histories,
                   const solver::DensityHistory& law, const ReferenceLaw* reference);

}  // namespace loschmidt::roads
