#include "app/setup/memory_check.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "app/job/history_storage.hpp"
#include "app/setup/available_memory.hpp"
#include "app/setup/memory_need.hpp"
#include "parallel/failure.hpp"
#include "parallel/node.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::setup {

namespace {

// The share of the computed need that every measured run used at least (docs/scaling.md).
constexpr double certain = 0.75;

std::string amount(double bytes) {
  bytes = std::max(bytes, 0.0);
  return bytes < 1e9 ? fmt::format("{:.0f} MB", bytes / 1e6)
                     : fmt::format("{:.3g} GB", bytes / 1e9);
}

std::string remedy(const std::string& key) {
  if (key == "mesh.cells") return "give fewer cells or use more nodes";
  if (key == "time.snapshots") return "give fewer snapshots or cells";
  if (key == "reverse.steps") return "give fewer steps";
  if (key == "reverse.particles") return "give fewer particles";
  if (key == "output.history_memory")
    return "lower it, so that more of the densities are kept on disk";
  return "leave this key out or give fewer cells";
}

void refuse(const input::Case& c, const MemoryNeed& need, const std::string& wanted, double there) {
  const auto largest =
      std::ranges::max_element(need, {}, [](const auto& entry) { return entry.second; });
  throw input::case_error(c, largest->first,
                          fmt::format("makes the run need about {} ({} is available): {}", wanted,
                                      amount(there), remedy(largest->first)));
}

void compare(const input::Case& c, const MemoryNeed& need, const AvailableMemory& there, int here) {
  const double bytes = total(need);
  if (certain * bytes > there.process)
    refuse(c, need, amount(bytes) + " of memory per rank", there.process);
  if (certain * bytes * here > there.node)
    refuse(c, need,
           fmt::format("{} of memory for the {} on one node", amount(bytes * here),
                       here == 1 ? "only rank" : fmt::format("{} ranks", here)),
           there.node);
}

AvailableMemory memory_for(const input::Case& c) {
  if (c.output.memory == 0) return available_memory();
  return {c.output.memory * job::bytes_per_megabyte, std::numeric_limits<double>::infinity()};
}

}  // namespace

input::Case check_memory(MPI_Comm comm, input::Case c) {
  const RankCount ranks{parallel::ranks_in(comm),
                        parallel::ranks_in(parallel::SharedMemoryGroup(comm).here())};
  parallel::agree(
      comm, [&] { compare(c, memory_need(ranks, c, least_sizes(c)), memory_for(c), ranks.here); });
  return c;
}

}  // namespace loschmidt::setup
