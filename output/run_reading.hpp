// What every reader of a run file needs of it: its schema, its mesh, its times. Serial: each rank
// may read by itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "output/hdf5_reading.hpp"
#include "output/run_layout.hpp"

namespace loschmidt::output {

struct StoredSeries {
  std::vector<double> times;  // as written: forward ascending, reverse descending
  std::size_t written = 0;  // its attribute: snapshots that were marked as complete, from the first
};

inline constexpr std::string_view run_schema = "loschmidt-run";
inline constexpr std::string_view convergence_schema = "loschmidt-convergence";

/// A run file of a schema version this program knows, or std::invalid_argument.
Hdf5Handle open_run(const std::filesystem::path& file);

/// A run file or a converge.h5, likewise.
Hdf5Handle open_results(const std::filesystem::path& file);

/// Edges of the cells, x first. Errors: OutputError unless each axis has two finite edges or more
/// and the file is long enough for that many cells.
std::vector<std::vector<double>> read_edges(hid_t file);
std::size_t cells_within(const std::vector<std::vector<double>>& edges);

/// Errors: OutputError unless the times are finite and `written` is a number of them.
StoredSeries read_series(hid_t file, Timeline timeline);

}  // namespace loschmidt::output
