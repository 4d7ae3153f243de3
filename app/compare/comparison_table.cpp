#include "app/compare/comparison_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/json.hpp"

namespace loschmidt::comparison {

namespace {

using Result = ComparisonRow::Result;

std::string number_text(const std::optional<double>& value) {
  return value ? fmt::format("{:.3e}", *value) : "-";
}

// "yes" or "NO"; for an unchecked row its remark, which gives the reason.
std::string_view pass_text(const ComparisonRow& row) {
  if (row.result == Result::unchecked) return row.remark;
  return row.result == Result::pass ? "yes" : "NO";
}

std::string row_text(const ComparisonRow& row) {
  std::string text = fmt::format("{:<40} {:<8} {:>10} {:>10}  {}\n", row.dataset, row.measure,
                                 number_text(row.value), number_text(row.limit), pass_text(row));
  if (row.result != Result::unchecked && !row.remark.empty())
    text += fmt::format("  {}\n", row.remark);
  if (row.worst)
    text += fmt::format("  worst at {}: {} in the reference, {} in the new file\n",
                        row.worst->place, row.worst->reference, row.worst->computed);
  return text;
}

std::string json_optional(const std::optional<double>& value) {
  return value ? output::json_number(*value) : "null";
}

std::string row_json(const ComparisonRow& row) {
  const std::string_view pass = row.result == Result::pass   ? "true"
                                : row.result == Result::fail ? "false"
                                                             : "null";
  const std::string worst = row.worst
                                ? fmt::format(R"({{"place": {}, "reference": {}, "new": {}}})",
                                              output::json_string(row.worst->place),
                                              output::json_number(row.worst->reference),
                                              output::json_number(row.worst->computed))
                                : "null";
  return fmt::format(
      R"(  {{"dataset": {}, "measure": {}, "value": {}, "limit": {}, "pass": {}, "remark": {}, "worst": {}}})",
      output::json_string(row.dataset), output::json_string(row.measure), json_optional(row.value),
      json_optional(row.limit), pass, output::json_string(row.remark), worst);
}

std::ptrdiff_t failures(const ComparisonRows& rows) {
  return std::ranges::count(rows, Result::fail, &ComparisonRow::result);
}

}  // namespace

bool all_pass(const ComparisonRows& rows) {
  return failures(rows) == 0;
}

std::string comparison_text(const ComparisonRows& rows) {
  std::string text = fmt::format("{:<40} {:<8} {:>10} {:>10}  {}\n", "dataset", "measure", "value",
                                 "limit", "pass");
  for (const ComparisonRow& row : rows) text += row_text(row);
  if (all_pass(rows)) return text + "the files agree\n";
  return text + fmt::format("the files differ: {} of {} checks\n", failures(rows), rows.size());
}

std::string comparison_json(const ComparisonRows& rows, const std::string& reference,
                            const std::string& computed) {
  std::string lines;
  for (const ComparisonRow& row : rows) lines += (lines.empty() ? "" : ",\n") + row_json(row);
  return fmt::format(
      "{{\"schema\": \"loschmidt-comparison\", \"schema_version\": 1,\n\"reference\": {},\n"
      "\"new\": {},\n\"agree\": {},\n\"rows\": [\n{}\n]}}\n",
      output::json_string(reference), output::json_string(computed), all_pass(rows), lines);
}

}  // namespace loschmidt::comparison
