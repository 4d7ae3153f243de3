// The comparison of particle counts: /forward/counts and /reverse/counts with those outside the
// mesh, and the joint counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/compare/comparison_table.hpp"
#include "app/compare/run_pair.hpp"
#include "validation/two_samples.hpp"

namespace loschmidt::comparison {

/// The comparison of two histograms, of one snapshot or of one pair of axes.
struct ComparedCounts {
  std::string place;
  bool missing = false;  // whether a count is not written in one of the files
  double moved = 0;      // share of the particles that are in another cell
  validation::TwoSamples samples{};
};

/// All comparisons of one dataset of counts.
struct ComparedDataset {
  std::string path;
  std::vector<ComparedCounts> counts;

  /// Whether all counts are there and equal.
  bool equal() const;
};

/// Whether a dataset holds counts, and whether it holds the numbers outside the mesh, which belong
/// to the counts of its group.
bool is_counts(std::string_view path);
bool is_outside(std::string_view path);

/// The other dataset that is needed to read one of counts: the numbers outside, or the edges of the
/// slabs.
std::string companion_of(std::string_view path);

/// Compares a dataset of counts. Both files must have it and its companion, with one shape. Errors:
/// OutputError when a file is damaged.
ComparedDataset compare_counts(const RunPair& pair, const std::string& path);

/// A row for each dataset, in order. Equal counts pass. With `same_paths` both files count the same
/// particles, and they pass if at most 1e-4 of these are in another cell. Otherwise they are two
/// samples, and all of them are tested together, at a level of 1e-4 by Holm's rule.
ComparisonRows count_rows(const std::vector<ComparedDataset>& datasets, bool same_paths);

}  // namespace loschmidt::comparison
