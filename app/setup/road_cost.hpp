// What a road takes to compute, for the plan, the estimate of --dry-run and the memory that a run
// needs.
#pragma once

#include "validation/road.hpp"

namespace loschmidt::setup {

struct RoadCost {
  bool every_step = false;     // needs the density at every step of the reverse run, for the score
  int journal_arrays = 0;      // arrays of cells per stop that a checkpoint keeps
  double own_sweeps = 0;       // solutions backward with the forward steps on the case's own mesh
  double sweeps = 0;           // solutions over the steps of the way back on all meshes
  int implicit_solutions = 0;  // solutions with implicit steps, those for error estimates included
};

RoadCost cost_of(validation::Road road);

}  // namespace loschmidt::setup
