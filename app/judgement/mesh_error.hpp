// The mesh error: how far the mesh moves the law of an ensemble away from the density with which it
// is compared, measured by refinement alone, docs/theory.md (19). The density is computed on two
// meshes, h and 2h, both extrapolated alike. For each, the law that particles would have with its
// score is computed by the reverse process's own Fokker–Planck equation, and the density of that
// mesh is subtracted. Both equations are solved on 2h, so that their own error cancels.
#pragma once

#include <vector>

#include "app/judgement/reference_errors.hpp"
#include "app/roads/ensemble_stage.hpp"

namespace loschmidt::judgement {

/// The mesh error at one stop of a road, as sizes in the norm of validation/allowance.hpp on the
/// bins of that stop.
struct MeshError {
  double size = 0;               // bound of the error on h: mesh_caution times `estimate`
  double before_richardson = 0;  // difference of the two meshes, which trusts no order; at least
                                 // `size` until app/judgement/discretization_floor.hpp raises both
  double estimate = 0;           // that difference over 2^ν − 1, ν the order of the density
  double start = 0;              // part of `size` and `before_richardson` due to reverse.start
};

/// The mesh error from the length of the difference of the two meshes; `start` is 0.
MeshError mesh_error_of(const setup::Problem& problem, double length);

/// One error per stop of the road. Collective.
std::vector<MeshError> mesh_errors(const setup::Setup& setup, job::Job& job,
                                   const roads::Evolved& evolved, const roads::EnsembleRoad& road);

/// Adds the mesh error due to reverse.start, if it is given: StartMismatch::score_error in units of
/// the reference error of the score. `references` has one entry per stop.
void add_start_errors(std::vector<MeshError>& errors, const roads::Evolved& evolved,
                      const std::vector<ReferenceError>& references);

}  // namespace loschmidt::judgement
