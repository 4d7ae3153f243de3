// What `loschmidt compare` says: a row per dataset and measure, as a table and as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace loschmidt::comparison {

/// The value that differs most.
struct WorstValue {
  std::string place;  // "t = 0.5, x = 1.25"
  double reference = 0;
  double computed = 0;
};

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

bool all_pass(const ComparisonRows& rows);

/// A line per row, one more where there is something to say, and a last one: do the files agree?
std::string comparison_text(const ComparisonRows& rows);

/// {"schema": "loschmidt-comparison", "schema_version": 1, "reference": …, "new": …, "agree": …,
/// "rows": [{"dataset", "measure", "value", "limit", "pass", "remark", "worst"}, …]}; null stands
/// for what there is not.
std::string comparison_json(const ComparisonRows& rows, const std::string& reference,
                            const std::string& computed);

}  // namespace loschmidt::comparison
