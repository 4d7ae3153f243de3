// Two run files that can be compared: of one schema, on one mesh, at the same times. Serial.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "output/run_layout.hpp"
#include "output/stored_run.hpp"

namespace loschmidt::comparison {

struct RunPair {
  output::StoredRun reference, computed;
  std::array<int, 3> extents{1, 1, 1};  // cells per axis
  std::vector<double> volumes{};        // per cell, of the reference
  bool same_paths = false;              // same seed, particles and steps: the same random numbers

  int dimension() const { return static_cast<int>(reference.edges.size()); }
  /// Snapshots that both have.
  std::size_t snapshots(output::Timeline timeline) const;
  bool complete() const { return reference.complete && computed.complete; }
};

/// Errors: InputError where mesh or times differ, beyond 1e-12; those of open_stored_run.
RunPair open_pair(const std::filesystem::path& reference, const std::filesystem::path& computed);

/// The row of a dataset with a value, or values on the mesh, per snapshot; null for all others.
const output::DatasetRow* series_row(std::string_view path);

/// One snapshot of a series from both. Errors: OutputError when a file is damaged: where there is
/// not the same number of values, or not one (for vectors: d) per cell.
struct BothValues {
  std::vector<double> reference, computed;
};
BothValues read_both(const RunPair& pair, const output::DatasetRow& row, std::size_t snapshot);

/// "t = 0.5", and "t = 0.5, x = 1.25, y = 2" of a value on the mesh.
std::string time_text(const RunPair& pair, output::Timeline timeline, std::size_t snapshot);
std::string place_text(const RunPair& pair, const output::DatasetRow& row, std::size_t snapshot,
                       std::size_t index);

}  // namespace loschmidt::comparison
