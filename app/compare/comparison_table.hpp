// The result of `loschmidt compare`, a row per dataset and measure, as a table and as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace loschmidt::comparison {

/// The pair of values that differ most.
struct WorstValue {
  std::string place;  // "t = 0.5, x = 1.25"
  double reference = 0;
  double computed = 0;
};

/// One measure of one dataset.
struct ComparisonRow {
  enum class Result { pass, fail, unchecked };

  std::string dataset;
  std::string measure;
  Result result = Result::fail;
  std::optional<double> value{}, limit{};
  std::string remark{};
  std::optional<WorstValue> worst{};
};

using ComparisonRows = std::vector<ComparisonRow>;

/// Whether no row fails.
bool all_pass(const ComparisonRows& rows);

/// The table as text: a line per row, a second line for a remark or a worst value, and a last line
/// that says whether the files agree.
std::string comparison_text(const ComparisonRows& rows);

/// The table as JSON; absent values are null:
/// {"schema": "loschmidt-comparison", "schema_version": 1, "reference": …, "new": …, "agree": …,
/// "rows": [{"dataset", "measure", "value", "limit", "pass", "remark", "worst"}, …]}
std::string comparison_json(const ComparisonRows& rows, const std::string& reference,
                            const std::string& computed);

}  // namespace loschmidt::comparison
