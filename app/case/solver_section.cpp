#include "app/case/sections.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;

const std::vector<Key> table_of_keys = {
    {{.key = "solver.method",
      .default_text = "\"auto\"",
      .choices = {"auto", "uniformization", "tr-bdf2", "backward-euler"},
      .help = "time integrator of the density"},
     member<&Case::solver, &SolverSection::method>()},
    {{.key = "solver.steps",
      .kind = integer,
      .default_text = "0",
      .unit = "steps",
      .range = Range::between(0, 1e9),
      .help = "time steps; 0: chosen by tolerance"},
     member<&Case::solver, &SolverSection::steps>()},
    {{.key = "solver.tolerance",
      .kind = real,
      .default_text = "1e-6",
      .range = Range::inside(0, 1),
      .help = "local relative error per step where steps = 0"},
     member<&Case::solver, &SolverSection::tolerance>()},
    {{.key = "solver.extrapolation",
      .kind = boolean,
      .default_text = "false",
      .help = "combine meshes h and h/2 in log p, by weights of the order of the scheme"},
     member<&Case::solver, &SolverSection::extrapolation>()},
    {{.key = "solver.extrapolation_meshes",
      .kind = integer,
      .default_text = "2",
      .unit = "meshes",
      .range = Range::between(2, 3),
      .help = "meshes to combine: h, h/2 and, with 3, h/4"},
     member<&Case::solver, &SolverSection::extrapolation_meshes>()},
};

}  // namespace

std::span<const Key> solver_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
