// What even the right reversal does not bring back on the run's meshes, for a run that is about to
// be falsified. Refinement alone (app/judgement/mesh_error.hpp) can be blind where both meshes fail
// alike, as at a jump of the density on an edge of both, and its orders are those of fine meshes
// and smooth densities. docs/decisions/0018-before-a-run-is-falsified.md, docs/theory.md (19b).
#pragma once

#include <span>
#include <vector>

#include "app/judgement/mesh_error.hpp"
#include "app/roads/fokker_planck_road.hpp"

namespace loschmidt::judgement {

/// Raises the mesh errors, where it is more, to mesh_caution times what Anderson's reversal as a
/// density, by the road "fokker-planck" whatever reversal is under test, falls short of; and adds
/// what may sit in a wrong cell where no mesh resolves the density. `road` is the reverse one;
/// walked: its "fokker-planck" road, if it was walked. Collective.
void raise_to_floor(std::vector<MeshError>& errors, const setup::Setup& setup, job::Job& job,
                    const roads::Evolved& evolved, const roads::EnsembleRoad& road,
                    const roads::FokkerPlanckRoad* walked);

/// Per cell the mass that may be misplaced: a quarter of it times the second difference of log p,
/// the largest of all axes and at most 1, where that is above a quarter. Linear log p on equal
/// cells, a constant score, needs no resolution; a Gaussian counts from two cells a standard
/// deviation down.
std::vector<double> unresolved(const meshes::Mesh& mesh, std::span<const double> mass);

}  // namespace loschmidt::judgement
