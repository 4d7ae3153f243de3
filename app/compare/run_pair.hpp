// A pair of run files that can be compared: with one schema, one mesh and the same times. Serial.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "output/run_layout.hpp"
#include "output/stored_run.hpp"

namespace loschmidt::comparison {

/// The reference and the new run.
struct RunPair {
  output::StoredRun reference, computed;
  std::array<int, 3> extents{1, 1, 1};  // cells per axis
  std::vector<double> volumes{};        // per cell, of the reference
  bool same_paths = false;              // whether both have the same seed, particles and steps

  int dimension() const { return static_cast<int>(reference.edges.size()); }
  /// The number of snapshots that both have.
  std::size_t snapshots(output::Timeline timeline) const;
  /// Whether both runs are complete.
  bool complete() const { return reference.complete && computed.complete; }
};

/// Opens both files. Errors: InputError where mesh or times differ by more than 1e-12, relative;
/// those of open_stored_run.
RunPair open_pair(const std::filesystem::path& reference, const std::filesystem::path& computed);

/// The layout row of a dataset that is a series, with a value, values per end or values on the mesh
/// per snapshot; null for all others.
const output::DatasetRow* series_row(std::string_view path);

/// The values of one snapshot in both files.
struct BothValues {
  std::vector<double> reference, computed;
};

/// Reads one snapshot of a series. Errors: OutputError when a file is damaged: where the numbers of
/// values differ, or are not one (for vectors: d) per cell, where they are on cells.
BothValues read_both(const RunPair& pair, const output::DatasetRow& row, std::size_t snapshot);

/// The time of a snapshot, "t = 0.5", and time and place of a value on the mesh, "t = 0.5, x
/// = 1.25, y = 2".
std::string time_text(const RunPair& pair, output::Timeline timeline, std::size_t snapshot);
std::string place_text(const RunPair& pair, const output::DatasetRow& row, std::size_t snapshot,
                       std::size_t index);

}  // namespace loschmidt::comparison
