// A finished or unfinished run file, opened to be compared with another one: its mesh, its times,
// and its datasets of results. Serial: call it on one rank.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "output/run_reading.hpp"

namespace loschmidt::output {

/// The groups that hold results. All others describe how these were computed, or repeat them.
inline constexpr std::array<std::string_view, 4> result_groups{"/mesh", "/forward", "/reverse",
                                                               "/compare"};

struct StoredDataset {
  std::vector<hsize_t> shape;
  bool numbers = false;  // integers or floating point, not text
};

struct StoredRun {
  std::filesystem::path file;
  Hdf5Handle handle;
  std::vector<std::vector<double>> edges;  // per axis
  StoredSeries forward, reverse;
  std::map<std::string, StoredDataset> datasets;  // by path, those of result_groups
  bool complete = false;  // whether its status is complete; then every snapshot is written
  std::string resolved;   // the case as TOML; empty if the file lacks it
};

/// Opens a run file. Errors: std::invalid_argument when the file cannot be read, is no HDF5 file,
/// or is one of another schema or version; OutputError, naming the file, when it is damaged.
StoredRun open_stored_run(const std::filesystem::path& file);

/// Returns how many snapshots of a timeline can be read. For a complete run these are all,
/// regardless of `written`: that of /reverse counts the snapshots of the ensemble, and not every
/// run has one.
std::size_t readable_snapshots(const StoredRun& run, Timeline timeline);

const StoredSeries& series_of(const StoredRun& run, Timeline timeline);

/// Return a whole dataset, or one snapshot of a series, which has `wanted` values, in the order of
/// the file: x fastest, natural order, components fastest of all. Counts not yet written read as
/// 2^64. Errors: OutputError, naming the file, when it is damaged.
std::vector<double> read_all(const StoredRun& run, const std::string& path);
std::vector<double> read_snapshot(const StoredRun& run, const std::string& path,
                                  std::size_t snapshot, std::size_t wanted);

}  // namespace loschmidt::output
