// Where a run keeps its densities at all times: in memory while they fit output.history_memory, the
// earlier ones first, otherwise in scratch files in the run's directory. Results do not tell which.
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

class HistoryStorage {
 public:
  /// memory: bytes of each rank, the same on all. The directory is there when a history is made.
  HistoryStorage(const parallel::SharedMemoryGroup& node, std::filesystem::path directory,
                 double memory)
      : node_(&node), directory_(std::move(directory)), free_(memory) {}
  HistoryStorage(const HistoryStorage&) = delete;
  HistoryStorage& operator=(const HistoryStorage&) = delete;

  /// As the history's constructor; storage, node and `mesh` must outlive it. Room on the disk is
  /// set aside at once. Collective. Errors: Failure with exit code 4 on all ranks, here and when
  /// the history is used.
  solver::DensityHistory history(const meshes::Mesh& mesh, std::vector<double> times,
                                 bool with_score);

 private:
  std::unique_ptr<solver::SliceStore> make_store(int slices, std::size_t length);

  const parallel::SharedMemoryGroup* node_;
  std::filesystem::path directory_;
  double free_;  // bytes
};

/// What of stores of these sizes, made in this order, fits into so much memory; all in bytes.
double kept_in_memory(std::span<const double> stores, double memory);

}  // namespace loschmidt::job
