// How far the mesh moves the law of an ensemble away from the density it is compared with, seen by
// refinement alone: docs/theory.md (19). On two meshes h and 2h, extrapolated alike, the law that
// particles would have with either mesh's score (by the reverse process's own Fokker–Planck
// equation, both on 2h, so that its own error cancels) less that mesh's density.
#pragma once

#include <vector>

#include "app/judgement/reference_errors.hpp"
#include "app/roads/ensemble_stage.hpp"

namespace loschmidt::judgement {

/// One stop of a road, in the norm of validation/allowance.hpp on its bins.
struct MeshError {
  double size = 0;               // what may be left on h: three times what the order q says, the
                                 // difference of the two meshes over 2^q − 1
  double before_richardson = 0;  // that difference, which trusts no order; at least `size` until
                                 // app/judgement/discretization_floor.hpp raises both
  double estimate = 0;           // what the order says is left, without any caution
  double start = 0;              // the part of both sizes that reverse.start brings
};

/// From the length of the difference of the two meshes.
MeshError mesh_error_of(const setup::Problem& problem, double length);

/// Per stop of the road. Collective.
std::vector<MeshError> mesh_errors(const setup::Setup& setup, job::Job& job,
                                   const roads::Evolved& evolved, const roads::EnsembleRoad& road);

/// Where a reverse road has a start of its own, the error of the score there (StartMismatch) adds,
/// in units of the references, one per stop.
void add_start_errors(std::vector<MeshError>& errors, const roads::Evolved& evolved,
                      const std::vector<ReferenceError>& references);

}  // namespace loschmidt::judgement
