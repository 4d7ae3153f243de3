// From histograms compared to the rows of a table: which of them are tested, and together.
#include <fmt/format.h>

#include <algorithm>

#include "app/compare_counts.hpp"
#include "validation/verdict.hpp"

namespace loschmidt {

namespace {

using Result = ComparisonRow::Result;

constexpr double most_moved = 1e-4;  // another compiler or CPU moves a few across a face
constexpr double significance = 1e-4;

double moved_in(const ComparedDataset& dataset) {
  double moved = 0;
  for (const ComparedCounts& c : dataset.counts) moved = std::max(moved, c.moved);
  return moved;
}

bool is_tested(const ComparedDataset& dataset, bool same_paths) {
  const double moved = moved_in(dataset);
  return moved > 0 && !(same_paths && moved <= most_moved);
}

/// The p-values of all datasets that are tested, after Holm, per dataset.
std::vector<std::vector<double>> adjusted_p(const std::vector<ComparedDataset>& datasets,
                                            bool same_paths) {
  std::vector<double> p;
  for (const ComparedDataset& dataset : datasets)
    if (is_tested(dataset, same_paths))
      for (const ComparedCounts& c : dataset.counts) p.push_back(c.samples.p_value);
  const auto adjusted = holm_adjusted(p);
  std::vector<std::vector<double>> result(datasets.size());
  auto next = adjusted.begin();
  for (std::size_t i = 0; i < datasets.size(); ++i)
    if (is_tested(datasets[i], same_paths)) {
      result[i].assign(next, next + static_cast<std::ptrdiff_t>(datasets[i].counts.size()));
      next += static_cast<std::ptrdiff_t>(datasets[i].counts.size());
    }
  return result;
}

ComparisonRow tested_row(const ComparedDataset& dataset, const std::vector<double>& adjusted) {
  const auto smallest = std::ranges::min_element(adjusted);
  const ComparedCounts& worst = dataset.counts[smallest - adjusted.begin()];
  const TwoSamples& s = worst.samples;
  return {dataset.path,
          "p, Holm",
          *smallest >= significance ? Result::pass : Result::fail,
          *smallest,
          significance,
          fmt::format("at {}: chi2 {:.1f} with {:.0f} degrees of freedom, total variation {:.3g}; "
                      "at most {:.3g} of the particles moved",
                      worst.place, s.chi2, s.dof, s.total_variation, moved_in(dataset))};
}

ComparisonRow row_of(const ComparedDataset& dataset, const std::vector<double>& adjusted) {
  const auto missing = std::ranges::find(dataset.counts, true, &ComparedCounts::missing);
  if (missing != dataset.counts.end())
    return {dataset.path, "written", Result::fail, {}, {}, "no counts at " + missing->place};
  if (dataset.counts.empty())
    return {dataset.path, "moved", Result::unchecked, {}, {}, "not written yet"};
  if (!adjusted.empty()) return tested_row(dataset, adjusted);
  return {dataset.path, "moved", Result::pass, moved_in(dataset), most_moved};
}

}  // namespace

ComparisonRows count_rows(const std::vector<ComparedDataset>& datasets, bool same_paths) {
  const auto adjusted = adjusted_p(datasets, same_paths);
  ComparisonRows rows;
  for (std::size_t i = 0; i < datasets.size(); ++i)
    rows.push_back(row_of(datasets[i], adjusted[i]));
  return rows;
}

}  // namespace loschmidt
