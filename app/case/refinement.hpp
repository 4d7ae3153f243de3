// The parameters that `loschmidt converge` can refine, and the case at a level of refinement.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// A parameter to refine; the comments say by how much per level.
enum class Refinement {
  mesh,      // twice the cells per axis
  time,      // twice the steps of the density solver
  steps,     // twice the steps of the particles
  particles  // four times as many
};

inline constexpr std::array<std::pair<std::string_view, Refinement>, 4> refinement_names{
    {{"mesh", Refinement::mesh},
     {"time", Refinement::time},
     {"steps", Refinement::steps},
     {"particles", Refinement::particles}}};

std::string_view name_of(Refinement refinement);
std::optional<Refinement> named_refinement(std::string_view name);

/// The case at a level of a refinement. It computes only what the measures need: for `mesh` the
/// density and a road, "fokker-planck" if the case asks for it, else "chain"; for `time` the
/// density and "chain"; for the others the reverse ensemble. Level 0 has the case's own values.
/// Where the case leaves solver.steps open, level 0 of `time` has 16 steps, or more if there are
/// more intervals between snapshots. Errors: InputError where a refined value exceeds its limit.
Case at_level(Case c, Refinement refinement, int level);

}  // namespace loschmidt::input
