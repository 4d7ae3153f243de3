// The table of everything a run file (schema `loschmidt-run` 1) holds per snapshot: adding a
// dataset to the file is adding a row to it. Pure tables, no file access.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "meshes/mesh.hpp"
#include "output/run_record.hpp"

namespace loschmidt::output {

enum class Number { real, count };            // float64, uint64
enum class Timeline { forward, reverse };     // which snapshots the first axis runs over
enum class Extent { value, cells, vectors };  // per snapshot: (), (…cells), (…cells, d)

struct DatasetRow {
  std::string_view path;
  Number number;
  Timeline timeline;
  Extent extent;
  bool RunContents::*wanted;
  std::string_view units;
  std::string_view long_name;
};

/// A dataset without data of its own: `source` with its vectors filled up with 0 to 3 components.
struct VirtualRow {
  std::string_view path;
  std::string_view source;
  bool RunContents::*wanted;
  std::string_view units;
  std::string_view long_name;
};

/// A cell array ParaView shows: its name there and the dataset behind it.
struct ParaviewArray {
  std::string_view name;
  std::string_view dataset;
  int components;  // 1 or 3
  bool RunContents::*wanted;
};

std::span<const DatasetRow> dataset_rows();
std::span<const VirtualRow> virtual_rows();
std::span<const ParaviewArray> paraview_arrays();

/// long_name of a measure under /compare; its own name where the table does not know it.
std::string comparison_long_name(const std::string& measure);

/// The group under which a timeline's `time` and `written` live: "/forward", "/reverse".
std::string group_of(Timeline timeline);

/// Axes of the array for one snapshot, slowest first: z, y, x (absent ones left out), components.
std::vector<std::size_t> snapshot_shape(const meshes::Mesh& mesh, Extent extent);

/// Chunk of a time-major array: at most one snapshot and at most 1 MiB, split along the slowest
/// axes. The same for every number of ranks.
std::vector<std::size_t> chunk_shape(const std::vector<std::size_t>& snapshot);

}  // namespace loschmidt::output
