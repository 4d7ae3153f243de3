// What a road takes to compute, for the plan, the estimate of --dry-run and the memory that a run
// needs.
#pragma once

#include "validation/road.hpp"

namespace loschmidt::setup {

struct RoadCost {
  bool every_step;         // needs the density at every step of the reverse run, for the score
  int journal_arrays;      // arrays of cells per stop that a checkpoint keeps
  double own_sweeps;       // solutions backward with the forward steps, on the case's own mesh
  double sweeps;           // solutions over all steps of the way back, on all levels of refinement
  int implicit_solutions;  // solutions with implicit steps, errors of meshes and references
                           // included
};

const RoadCost& cost_of(validation::Road road);

}  // namespace loschmidt::setup
