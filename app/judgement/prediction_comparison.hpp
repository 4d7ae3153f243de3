// The counts of the reverse ensemble compared with the law that its steps and tables give the right
// reversal. The errors of both are in the law, so they need no allowance; that of the law itself,
// from fewer nodes and points, does.
#pragma once

#include <optional>
#include <vector>

#include "app/judgement/verdict_stage.hpp"

namespace loschmidt::judgement {

/// The road `prediction` at each stop, or nothing where no law is predicted. `tallies` and
/// `mesh_errors` have one entry per stop; the errors of the mesh count only where the score under
/// test is not the solver's, which has the same. Collective.
std::optional<Comparison> compare_prediction(const setup::Setup& setup, job::Job& job,
                                             const solver::DensityHistory& density,
                                             const roads::EnsembleRoad& road,
                                             const std::vector<sde::Tally>& tallies,
                                             const std::vector<MeshError>& mesh_errors);

}  // namespace loschmidt::judgement
