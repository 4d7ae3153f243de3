// Functions common to all readers of a run file: opening it, its mesh, its times. Serial: each rank
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
  std::size_t written = 0;    // attribute `written`: complete snapshots, from the first on
};

inline constexpr std::string_view run_schema = "loschmidt-run";
inline constexpr std::string_view convergence_schema = "loschmidt-convergence";

/// Opens a run file. Errors: std::invalid_argument unless its schema version is one that this
/// program knows; OutputError when it is damaged.
Hdf5Handle open_run(const std::filesystem::path& file);

/// Opens a run file or a converge.h5. Errors: as open_run.
Hdf5Handle open_results(const std::filesystem::path& file);

/// Returns the edges of the cells, x first. Errors: OutputError unless each axis has two finite
/// edges or more and the file is long enough for that many cells.
std::vector<std::vector<double>> read_edges(hid_t file);
std::size_t cells_within(const std::vector<std::vector<double>>& edges);

/// Returns the times of a timeline. Errors: OutputError unless the times are finite and `written`
/// is between 0 and their number.
StoredSeries read_series(hid_t file, Timeline timeline);

}  // namespace loschmidt::output
