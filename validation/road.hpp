// The roads: computations, forward or back, of a law that the density solver has found already, by
// particles or by another equation; the particles that go back compared with the law that their
// steps predict; and the joint law of two times. The table says what each of them promises.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace loschmidt::validation {

/// In the order of road_table; joint is the last.
enum class Road { forward, chain, fokker_planck, ensemble, prediction, directed, joint };

struct RoadTraits {
  Road road;
  std::string_view name;   // in case files and messages
  std::string_view group;  // below /compare; without particles also the dataset below /reverse
  bool particles;          // tested by chi-squared; without particles, a distance has a limit
  bool selectable;         // by validation.roads; the joint law by validation.joint_times
  /// Whether it brings the law back to roundoff or solver.tolerance on any mesh, so that the error
  /// of a single cell counts. The error of other roads decreases with the cells and the steps.
  bool exact;
};

constexpr std::array<RoadTraits, 7> road_table{{
    {Road::forward, "forward", "forward", true, true, false},
    {Road::chain, "chain", "chain", false, true, true},
    {Road::fokker_planck, "fokker-planck", "fokker_planck", false, true, false},
    {Road::ensemble, "ensemble", "ensemble", true, true, false},
    {Road::prediction, "prediction", "prediction", true, false, false},
    {Road::directed, "directed", "directed", true, false, false},
    {Road::joint, "joint", "joint", true, false, false},
}};

static_assert(
    [] {
      for (std::size_t k = 0; k < road_table.size(); ++k)
        if (road_table[k].road != static_cast<Road>(k)) return false;
      return road_table.back().road == Road::joint;
    }(),
    "a row per member of Road, in its order");

constexpr const RoadTraits& traits_of(Road road) {
  return road_table[static_cast<std::size_t>(road)];
}

constexpr std::string_view name_of(Road road) {
  return traits_of(road).name;
}

/// All roads, in the order of messages and files.
constexpr auto all_roads = [] {
  std::array<Road, road_table.size()> roads{};
  for (std::size_t k = 0; k < roads.size(); ++k) roads[k] = road_table[k].road;
  return roads;
}();

}  // namespace loschmidt::validation
