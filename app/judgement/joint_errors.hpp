// The changes by which the mesh and an error of the noise move the joint law of the reverse
// ensemble. The reverse process's own Fokker–Planck equation is solved from every slab at the later
// joint time to the earlier one, on the mesh of half the cells; docs/theory.md (20).
#pragma once

#include <vector>

#include "app/judgement/mesh_error.hpp"
#include "app/roads/density_stage.hpp"
#include "app/roads/joint_counter.hpp"

namespace loschmidt::judgement {

/// The errors of one block, as sizes in the norm of validation/allowance.hpp on its bins.
struct JointError {
  MeshError mesh;
  double noise = 0;  // change by noise × 0.9 or × 1.1 (the smaller) with all marginals kept: the
                     // λ family, docs/theory.md (9), around Anderson's reversal
};

/// One error per block. Collective.
std::vector<JointError> joint_errors(const setup::Setup& setup, job::Job& job,
                                     const roads::Evolved& evolved,
                                     const std::vector<roads::JointBlock>& blocks);

}  // namespace loschmidt::judgement
