// The joint law of the forward process at the two times of validation.joint_times, from the density
// and the forward generator alone: docs/theory.md (9b). Of the law that comes back, q = p h,
//     P(X_s in slab i, X_t in slab j) = Σ_{x in i} p(x, s) E[h(X_t) 1_j(X_t) | X_s = x]
// with the expectation carried back by the steps of the density, a solve per slab.
#pragma once

#include "app/roads/mesh_twin.hpp"
#include "app/roads/reference_law.hpp"
#include "validation/slabs.hpp"

namespace loschmidt::roads {

struct JointLaw {
  validation::Slabs slabs;
  validation::JointTable expected;  // probabilities, 1 in all in every block
  validation::JointTable twin;      // the same by the density on the mesh of half the cells
};

/// law: what comes back, at both times. reference: where that is another law than p, else null.
/// After the forward run. Collective.
JointLaw joint_law(const setup::Setup& setup, job::Job& job, DensitySolver& solver, MeshTwin& twin,
                   const MeshHistories& histories, const solver::DensityHistory& law,
                   const ReferenceLaw* reference);

}  // namespace loschmidt::roads
