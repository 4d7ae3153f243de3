#include "app/compare/compare_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "validation/field_difference.hpp"

namespace loschmidt::comparison {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The row of a measure, with the values of the worst snapshot: the one with the largest ratio of
/// value to limit.
class WorstRow {
 public:
  WorstRow(const std::string& path, const char* measure) {
    row_.dataset = path;
    row_.measure = measure;
    row_.result = ComparisonRow::Result::pass;
  }

  /// Adds a snapshot. place() gives its WorstValue, and is called only if it is the worst so far.
  template <class Place>
  void see(double value, double limit, Place place) {
    const double share = value == 0 ? 0 : value / limit;
    if (row_.value && share <= share_) return;
    share_ = share;
    row_.value = value;
    row_.limit = limit;
    if (!(value <= limit)) row_.result = ComparisonRow::Result::fail;
    if (value > 0) row_.worst = place();
  }

  /// The row; it is unchecked where no snapshot was added.
  ComparisonRow row() const {
    if (row_.value) return row_;
    return {row_.dataset, row_.measure, ComparisonRow::Result::unchecked,
            {},           {},           "not written yet"};
  }

 private:
  ComparisonRow row_;
  double share_ = 0;
};

// Whether both files lack the survival of a snapshot. Survival is written after all densities, so a
// stopped run may have none.
bool unwritten(const RunPair& pair, const output::DatasetRow& row, const BothValues& both) {
  const auto is_nan = [](double value) { return std::isnan(value); };
  return !pair.complete() && row.path == "/forward/survival" &&
         std::ranges::all_of(both.reference, is_nan) && std::ranges::all_of(both.computed, is_nan);
}

ComparisonRows compare_series(const RunPair& pair, const output::DatasetRow& row,
                              Tolerance tolerance) {
  const std::string path(row.path);
  const bool on_mesh = output::on_cells(row.extent);
  WorstRow largest(path, "max"), l1(path, "L1");
  for (std::size_t k = 0; k < pair.snapshots(row.timeline); ++k) {
    const BothValues both = read_both(pair, row, k);
    if (unwritten(pair, row, both)) continue;
    const validation::FieldDifference d = validation::field_difference(
        both.reference, both.computed,
        on_mesh ? std::span<const double>(pair.volumes) : std::span<const double>{});
    const auto worst = [&] {
      return WorstValue{place_text(pair, row, k, d.worst), both.reference[d.worst],
                        both.computed[d.worst]};
    };
    largest.see(d.largest, tolerance.absolute + tolerance.relative * d.reference_largest, worst);
    l1.see(d.l1, tolerance.absolute + tolerance.relative * d.reference_l1, worst);
  }
  return on_mesh ? ComparisonRows{largest.row(), l1.row()} : ComparisonRows{largest.row()};
}

std::string index_text(std::size_t index, const std::vector<hsize_t>& shape) {
  std::string text;
  for (auto extent = shape.rbegin(); extent != shape.rend(); ++extent) {
    text = fmt::format("{}{}{}", index % *extent, text.empty() ? "" : ", ", text);
    index /= *extent;
  }
  return '[' + text + ']';
}

ComparisonRows compare_whole(const RunPair& pair, const std::string& path, Tolerance tolerance) {
  auto reference = output::read_all(pair.reference, path);
  auto computed = output::read_all(pair.computed, path);
  for (std::size_t i = 0; i < reference.size(); ++i)
    if (std::isnan(reference[i]) && std::isnan(computed[i])) reference[i] = computed[i] = infinity;
  const validation::FieldDifference d = validation::field_difference(reference, computed, {});
  WorstRow largest(path, "max");
  largest.see(d.largest, tolerance.absolute + tolerance.relative * d.reference_largest, [&] {
    return WorstValue{index_text(d.worst, pair.reference.datasets.at(path).shape),
                      reference[d.worst], computed[d.worst]};
  });
  return {largest.row()};
}

}  // namespace

ComparisonRows compare_field(const RunPair& pair, const std::string& path, Tolerance tolerance) {
  const output::DatasetRow* row = series_row(path);
  return row ? compare_series(pair, *row, tolerance) : compare_whole(pair, path, tolerance);
}

}  // namespace loschmidt::comparison
