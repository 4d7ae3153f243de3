#include "app/compare/compare_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "parallel/output_error.hpp"

namespace loschmidt::comparison {

namespace {

constexpr std::string_view joint_counts = "/reverse/joint_counts";
constexpr std::string_view joint_edges = "/reverse/joint_edges";

std::string outside_of(std::string_view path) {
  return std::string(path.substr(0, path.rfind('/'))) + "/outside";
}

// Whether a value is not a count: not written (2^64 − 1), negative or NaN.
bool is_no_count(double value) {
  return !(value >= 0 && value < 9e18);
}

std::optional<meshes::Histogram> histogram_of(std::span<const double> counts, double outside) {
  if (std::ranges::any_of(counts, is_no_count) || is_no_count(outside)) return std::nullopt;
  meshes::Histogram histogram(counts.size());
  std::ranges::transform(counts, histogram.counts.begin(),
                         [](double n) { return static_cast<std::uint64_t>(n); });
  histogram.outside = static_cast<std::uint64_t>(outside);
  return histogram;
}

ComparedCounts compare(const std::string& place, const std::optional<meshes::Histogram>& a,
                       const std::optional<meshes::Histogram>& b, const std::array<int, 3>& extents,
                       int dimension) {
  if (!a || !b) return {place, true};
  const double moved = validation::moved_share(*a, *b);
  if (moved == 0) return {place};
  return {place, false, moved, validation::compare_samples(*a, *b, extents, dimension)};
}

ComparedDataset compare_snapshots(const RunPair& pair, const output::DatasetRow& row) {
  ComparedDataset dataset{std::string(row.path), {}};
  const output::DatasetRow* outside_row = series_row(outside_of(row.path));
  for (std::size_t k = 0; k < pair.snapshots(row.timeline); ++k) {
    const BothValues counts = read_both(pair, row, k);
    const BothValues outside = read_both(pair, *outside_row, k);
    const auto a = histogram_of(counts.reference, outside.reference[0]);
    const auto b = histogram_of(counts.computed, outside.computed[0]);
    // Counts of the forward ensemble are written after all densities: a stopped run may have none.
    if (!a && !b && !pair.complete()) continue;
    dataset.counts.push_back(
        compare(time_text(pair, row.timeline, k), a, b, pair.extents, pair.dimension()));
  }
  return dataset;
}

// The number of slabs along each axis; in the file, rows of edges are filled up with NaN.
std::vector<int> slabs_per_axis(const RunPair& pair, const std::vector<hsize_t>& table) {
  const auto edges = output::read_all(pair.reference, std::string(joint_edges));
  const std::size_t length = edges.size() / pair.dimension();
  std::vector<int> slabs;
  for (int a = 0; a < pair.dimension(); ++a) {
    const auto row = std::span(edges).subspan(a * length, length);
    slabs.push_back(static_cast<int>(
        std::ranges::count_if(row, [](double edge) { return !std::isnan(edge); }) - 1));
  }
  const auto all = static_cast<hsize_t>(std::reduce(slabs.begin(), slabs.end()));
  if (std::ranges::min(slabs) < 1 || table != std::vector<hsize_t>{all, all})
    throw parallel::OutputError(
        fmt::format("{}: {} does not fit {} (the file is damaged): repeat the run",
                    pair.reference.file.string(), joint_edges, joint_counts));
  return slabs;
}

/// The part of a joint table that belongs to one pair of axes.
struct BlockOfTable {
  std::size_t row, column;  // of its first entry
  int rows, columns;

  std::optional<meshes::Histogram> cut_from(const std::vector<double>& table,
                                            std::size_t stride) const {
    std::vector<double> counts;
    for (int i = 0; i < rows; ++i)
      for (int j = 0; j < columns; ++j) counts.push_back(table[(row + i) * stride + column + j]);
    return histogram_of(counts, 0);
  }
};

ComparedDataset compare_joint(const RunPair& pair) {
  ComparedDataset dataset{std::string(joint_counts), {}};
  const auto a = output::read_all(pair.reference, dataset.path),
             b = output::read_all(pair.computed, dataset.path);
  const auto slabs = slabs_per_axis(pair, pair.reference.datasets.at(dataset.path).shape);
  const auto all = static_cast<std::size_t>(std::reduce(slabs.begin(), slabs.end()));
  BlockOfTable block{};
  for (int earlier = 0; earlier < pair.dimension(); ++earlier, block.row += block.rows) {
    block.rows = slabs[earlier];
    block.column = 0;
    for (int later = 0; later < pair.dimension(); ++later, block.column += block.columns) {
      block.columns = slabs[later];
      dataset.counts.push_back(compare(
          fmt::format("{} at the earlier time, {} at the later", "xyz"[earlier], "xyz"[later]),
          block.cut_from(a, all), block.cut_from(b, all), {block.columns, block.rows, 1}, 2));
    }
  }
  return dataset;
}

}  // namespace

bool ComparedDataset::equal() const {
  return std::ranges::all_of(counts,
                             [](const ComparedCounts& c) { return !c.missing && c.moved == 0; });
}

bool is_counts(std::string_view path) {
  const output::DatasetRow* row = series_row(path);
  return path == joint_counts ||
         (row && row->number == output::Number::count && row->extent == output::Extent::cells);
}

std::string companion_of(std::string_view path) {
  return path == joint_counts ? std::string(joint_edges) : outside_of(path);
}

bool is_outside(std::string_view path) {
  const output::DatasetRow* row = series_row(path);
  return row && row->number == output::Number::count && row->extent == output::Extent::value;
}

ComparedDataset compare_counts(const RunPair& pair, const std::string& path) {
  return path == joint_counts ? compare_joint(pair) : compare_snapshots(pair, *series_row(path));
}

}  // namespace loschmidt::comparison
