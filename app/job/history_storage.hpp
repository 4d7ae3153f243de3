// The storage of a run's densities at all times. Histories are kept in memory while they fit
// output.history_memory, those made first before others, and else in scratch files in the run's
// directory. Results do not depend on it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "solver/density_history.hpp"

namespace loschmidt::job {

inline constexpr double bytes_per_megabyte = 1e6;

/// Makes histories and chooses where each is stored.
class HistoryStorage {
 public:
  /// `memory` is in bytes per rank, the same on all. The directory must exist when a history is
  /// made.
  HistoryStorage(const parallel::SharedMemoryGroup& node, std::filesystem::path directory,
                 double memory)
      : node_(&node), directory_(std::move(directory)), free_(memory) {}
  HistoryStorage(const HistoryStorage&) = delete;
  HistoryStorage& operator=(const HistoryStorage&) = delete;

  /// A history with these arguments of its constructor. This, the node and `mesh` must outlive it.
  /// Space on the disk is reserved at once. Collective. Errors: Failure with exit code 4 on all
  /// ranks, here and when the history is used.
  solver::DensityHistory history(const meshes::Mesh& mesh, std::vector<double> times,
                                 bool with_score);

 private:
  std::unique_ptr<solver::SliceStore> make_store(int slices, std::size_t length);

  const parallel::SharedMemoryGroup* node_;
  std::filesystem::path directory_;
  double free_;  // bytes
};

/// The bytes that HistoryStorage keeps in `memory` bytes of memory, if stores of these sizes in
/// bytes are made in this order.
double kept_in_memory(std::span<const double> stores, double memory);

}  // namespace loschmidt::job
