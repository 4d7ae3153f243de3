// The rows of compared histograms; those that differ are tested together.
#include <fmt/format.h>

#include <algorithm>

#include "app/compare/compare_counts.hpp"
#include "validation/verdict.hpp"

namespace loschmidt::comparison {

namespace {

using Result = ComparisonRow::Result;

constexpr double most_moved = 1e-4;  // another compiler or CPU moves a few across a face
constexpr double significance = 1e-4;

/// The p-values of all datasets that differ, after Holm's correction, per dataset.
std::vector<std::vector<double>> adjusted_p(const std::vector<ComparedDataset>& datasets) {
  std::vector<double> p;
  for (const ComparedDataset& dataset : datasets)
    if (!dataset.equal())
      for (const ComparedCounts& c : dataset.counts) p.push_back(c.samples.p_value);
  const auto adjusted = validation::holm_adjusted(p);
  std::vector<std::vector<double>> result(datasets.size());
  auto next = adjusted.begin();
  for (std::size_t i = 0; i < datasets.size(); ++i)
    if (!datasets[i].equal()) {
      result[i].assign(next, next + static_cast<std::ptrdiff_t>(datasets[i].counts.size()));
      next += static_cast<std::ptrdiff_t>(datasets[i].counts.size());
    }
  return result;
}

std::string words_of(const ComparedCounts& c) {
  const validation::TwoSamples& s = c.samples;
  return fmt::format("at {}: chi2 {:.1f} with {:.0f} degrees of freedom, total variation {:.3g}",
                     c.place, s.chi2, s.dof, s.total_variation);
}

// The row of a test whether two samples come from one law.
ComparisonRow tested_row(const ComparedDataset& dataset, const std::vector<double>& adjusted) {
  const auto smallest = std::ranges::min_element(adjusted);
  return {dataset.path, "p, Holm",    *smallest >= significance ? Result::pass : Result::fail,
          *smallest,    significance, words_of(dataset.counts[smallest - adjusted.begin()])};
}

// The row of a dataset of the same particles: the share that is in another cell.
ComparisonRow moved_row(const ComparedDataset& dataset) {
  const auto worst = std::ranges::max_element(dataset.counts, {}, &ComparedCounts::moved);
  return {dataset.path, "moved",    worst->moved <= most_moved ? Result::pass : Result::fail,
          worst->moved, most_moved, dataset.equal() ? "" : words_of(*worst)};
}

ComparisonRow row_of(const ComparedDataset& dataset, const std::vector<double>& adjusted,
                     bool same_paths) {
  const auto missing = std::ranges::find(dataset.counts, true, &ComparedCounts::missing);
  if (missing != dataset.counts.end())
    return {dataset.path, "written", Result::fail, {}, {}, "no counts at " + missing->place};
  if (dataset.counts.empty())
    return {dataset.path, "moved", Result::unchecked, {}, {}, "not written yet"};
  return same_paths || dataset.equal() ? moved_row(dataset) : tested_row(dataset, adjusted);
}

}  // namespace

ComparisonRows count_rows(const std::vector<ComparedDataset>& datasets, bool same_paths) {
  const auto adjusted = adjusted_p(datasets);
  ComparisonRows rows;
  for (std::size_t i = 0; i < datasets.size(); ++i)
    rows.push_back(row_of(datasets[i], adjusted[i], same_paths));
  return rows;
}

}  // namespace loschmidt::comparison
