// Tables of everything that a run file (schema `loschmidt-run` 1) holds per snapshot. A new dataset
// of the file needs a row here. Pure tables, no file access.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "meshes/mesh.hpp"
#include "output/run_record.hpp"

namespace loschmidt::output {

enum class Number { real, count };         // float64, uint64
enum class Timeline { forward, reverse };  // timeline of the first axis
// Per snapshot: (), (number of absorbing ends), (…cells), (…cells, d).
enum class Extent { value, ends, cells, vectors };

/// Whether a snapshot has a value, or several, for each cell.
constexpr bool on_cells(Extent extent) {
  return extent == Extent::cells || extent == Extent::vectors;
}

/// Whether a run with these contents writes the row's data.
using Condition = bool (*)(const RunContents& contents);

struct DatasetRow {
  std::string_view path;
  Number number;
  Timeline timeline;
  Extent extent;
  Condition condition;
  std::string_view units;
  std::string_view long_name;
};

/// A dataset without data of its own: `source` with its vectors extended to 3 components by zeros.
struct VirtualRow {
  std::string_view path;
  std::string_view source;
  Condition condition;
  std::string_view units;
  std::string_view long_name;
};

/// A cell array that ParaView shows: its name there and the dataset with its values.
struct ParaviewArray {
  std::string_view name;
  std::string_view dataset;
  int components;  // 1 or 3
  Condition condition;
};

std::span<const DatasetRow> dataset_rows();
std::span<const VirtualRow> virtual_rows();
std::span<const ParaviewArray> paraview_arrays();

/// Returns the group that contains a timeline's `time` and `written`: "/forward", "/reverse".
std::string group_of(Timeline timeline);

/// Returns the axes of the array for one snapshot, slowest first: z, y, x (absent ones left out),
/// components.
std::vector<std::size_t> snapshot_shape(const meshes::Mesh& mesh, Extent extent);

/// Returns the chunk of a time-major array: at most one snapshot and at most 1 MiB, split along the
/// slowest axes. It is the same for every number of ranks.
std::vector<std::size_t> chunk_shape(const std::vector<std::size_t>& snapshot);

}  // namespace loschmidt::output
