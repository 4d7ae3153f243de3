// The roads on which a law is computed twice, forward or back, and what each of them promises.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace loschmidt::validation {

enum class Road { forward, chain, fokker_planck, ensemble, joint };

struct RoadTraits {
  std::string_view name;   // in case files and messages
  std::string_view group;  // below /compare; without particles also the dataset below /reverse
  bool particles;          // tested by chi-squared; without particles, a distance has a limit
  bool selectable;         // by validation.roads; the joint law by validation.joint_times
  /// Returns the law to roundoff or solver.tolerance on any mesh, so that the error of a single
  /// cell counts. The error of other roads decreases with the cells and the steps.
  bool exact;
};

constexpr std::array<RoadTraits, 5> road_table{{
    {"forward", "forward", true, true, false},
    {"chain", "chain", false, true, true},
    {"fokker-planck", "fokker_planck", false, true, false},
    {"ensemble", "ensemble", true, true, false},
    {"joint", "joint", true, false, false},
}};

constexpr const RoadTraits& traits_of(Road road) {
  return road_table[static_cast<std::size_t>(road)];
}

constexpr std::string_view name_of(Road road) {
  return traits_of(road).name;
}

/// All roads, in the order of messages and files.
constexpr auto all_roads = [] {
  std::array<Road, road_table.size()> roads{};
  for (std::size_t k = 0; k < roads.size(); ++k) roads[k] = static_cast<Road>(k);
  return roads;
}();

}  // namespace loschmidt::validation
