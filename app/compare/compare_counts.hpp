// Particles counted: /forward/counts and /reverse/counts with what is outside, the joint counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/compare/comparison_table.hpp"
#include "app/compare/run_pair.hpp"
#include "validation/two_samples.hpp"

namespace loschmidt::comparison {

/// Two histograms of one snapshot, or of one pair of axes.
struct ComparedCounts {
  std::string place;
  bool missing = false;  // a count that should be there is not
  double moved = 0;      // share of the particles in another cell
  validation::TwoSamples samples{};
};

struct ComparedDataset {
  std::string path;
  std::vector<ComparedCounts> counts;

  bool equal() const;
};

/// The datasets of counts. What is outside belongs to the counts of its group.
bool is_counts(std::string_view path);
bool is_outside(std::string_view path);

/// What else is needed to read a dataset of counts: what is outside, the edges of the slabs.
std::string companion_of(std::string_view path);

/// Both files have the dataset and its companion, with one shape. Errors: OutputError when a file
/// is damaged.
ComparedDataset compare_counts(const RunPair& pair, const std::string& path);

/// A row for each dataset, in order. Equal counts pass. same_paths: counts of the same particles
/// pass up to 1e-4 of them in another cell. Otherwise they are two samples, and all of them are
/// tested together, at a level of 1e-4 by Holm's rule.
ComparisonRows count_rows(const std::vector<ComparedDataset>& datasets, bool same_paths);

}  // namespace loschmidt::comparison
