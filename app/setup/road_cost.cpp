#include "app/setup/road_cost.hpp"

namespace loschmidt::setup {

RoadCost cost_of(validation::Road road) {
  switch (road) {
    case validation::Road::forward:  // two arrays: counts of the particles and of their twins
      return {.journal_arrays = 2};
    case validation::Road::chain:  // solves for two laws, and a checkpoint keeps both
      return {.journal_arrays = 2, .own_sweeps = 2};
    case validation::Road::fokker_planck:  // with all steps and with half of them, on two meshes
      return {.every_step = true, .journal_arrays = 4, .sweeps = 1.5, .implicit_solutions = 4};
    case validation::Road::ensemble:  // two solutions for the mesh error, four for references
      return {.every_step = true, .journal_arrays = 2, .implicit_solutions = 6};
    case validation::Road::prediction:  // the estimate counts the paths of both
    case validation::Road::directed:
      return {};
    case validation::Road::joint:  // a part of the ensemble; the estimate counts its slabs
      return {};
  }
  return {};
}

}  // namespace loschmidt::setup
