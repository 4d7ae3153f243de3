// What a road takes to compute, for the plan, the estimate of --dry-run and the memory that a run
// needs.
#pragma once

#include "validation/road.hpp"

namespace loschmidt::setup {

struct RoadCost {
  bool every_step = false;  // needs the density at every step of the reverse run, for the score
  int journal_arrays = 0;   // arrays of cells per stop that a checkpoint keeps
  /// Solutions, in units of a forward solution: on the case's own mesh, and on
  /// all meshes of the run together. Half of the steps are half a solution.
  double own_sweeps = 0;
  double sweeps = 0;
  /// Solutions with an implicit step per step of the reverse run, on all meshes together. Those for
  /// the road's error estimates are included.
  int implicit_solutions = 0;
};

RoadCost cost_of(validation::Road road);

}  // namespace loschmidt::setup
