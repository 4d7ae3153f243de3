// What `loschmidt converge` refines, and the case at a level of it.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "app/case/case.hpp"

namespace loschmidt::input {

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

/// Only what the measures of a refinement need is computed: the density, with the road
/// "fokker-planck" where the case asks for it and "chain" where not, for the mesh; the density and
/// "chain" for its time steps; the reverse ensemble for the rest. Level 0 is the case itself; where
/// it leaves solver.steps open, it has 16, or one for each interval between snapshots.
/// Errors: InputError where there are too many of what is refined.
Case at_level(Case c, Refinement refinement, int level);

}  // namespace loschmidt::input
