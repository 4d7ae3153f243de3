#include "app/setup/road_cost.hpp"

#include <array>

namespace loschmidt::setup {

const RoadCost& cost_of(validation::Road road) {
  // The chain solves for two laws. The road fokker-planck solves with all steps and with half of
  // them.
  static constexpr std::array<RoadCost, validation::road_table.size()> costs{{
      {false, 2, 0, 0, 0},   // forward
      {false, 2, 2, 0, 0},   // chain
      {true, 4, 0, 1.5, 4},  // fokker-planck
      {true, 2, 0, 0, 6},    // ensemble
      {false, 0, 0, 0, 0},   // joint: a part of the ensemble, estimated by its slabs
  }};
  return costs[static_cast<std::size_t>(road)];
}

}  // namespace loschmidt::setup
