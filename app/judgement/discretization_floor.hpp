// The error that even the right reversal makes on the run's meshes, computed for a run that is
// about to be falsified. Refinement alone (app/judgement/mesh_error.hpp) does not see an error that
// both meshes share, as at a jump of the density on an edge of both, and its orders hold for fine
// meshes and smooth densities. docs/decisions/0018-before-a-run-is-falsified.md, docs/theory.md
// (19b).
#pragma once

#include <span>
#include <vector>

#include "app/judgement/mesh_error.hpp"
#include "app/roads/fokker_planck_road.hpp"

namespace loschmidt::judgement {

/// Raises `size` of each mesh error to at least mesh_caution times the floor and adds the length of
/// unresolved(); raises `before_richardson` to at least the floor plus that length. The floor is
/// the error of Anderson's reversal, solved as a density by the road "fokker-planck", whatever
/// reversal is under test. `road` is the reverse road; `computed_road` is the road "fokker-planck"
/// of this run, null if it was not computed. Collective.
void raise_to_floor(std::vector<MeshError>& errors, const setup::Setup& setup, job::Job& job,
                    const roads::Evolved& evolved, const roads::EnsembleRoad& road,
                    const roads::FokkerPlanckRoad* computed_road);

/// The mass per cell that may be misplaced because the mesh does not resolve the density. It is a
/// quarter of the cell's mass times the second difference of log p (the largest of all axes, at
/// most 1) where that difference is above a quarter, and 0 elsewhere. A constant score on equal
/// cells is always resolved; a Gaussian is not where its standard deviation is below two cells.
std::vector<double> unresolved(const meshes::Mesh& mesh, std::span<const double> mass);

}  // namespace loschmidt::judgement
