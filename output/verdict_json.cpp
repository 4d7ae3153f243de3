#include "output/verdict_json.hpp"

#include <fmt/format.h>

#include <vector>

#include "output/finite.hpp"
#include "output/json.hpp"
#include "output/text_file.hpp"
#include "parallel/collective.hpp"

namespace loschmidt::output {

namespace {

std::string column_json(const ComparisonColumn& column, std::size_t times) {
  if (!column.per_axis) return json_array(column.values);
  const std::span<const double> values = column.values;
  const std::size_t axes = times > 0 ? values.size() / times : 0;
  std::vector<std::string> rows;
  for (std::size_t t = 0; t < times; ++t)
    rows.push_back(json_array(values.subspan(t * axes, axes)));
  return fmt::format("[{}]", fmt::join(rows, ", "));
}

std::string road_json(const RoadComparison& comparison) {
  std::vector<std::string> entries{"      \"time\": " + json_array(comparison.times)};
  for (const ComparisonColumn& column : comparison.columns)
    entries.push_back(fmt::format("      {}: {}", json_string(column.name),
                                  column_json(column, comparison.times.size())));
  return fmt::format("    {}: {{\n{}\n    }}", json_string(comparison.road),
                     fmt::join(entries, ",\n"));
}

}  // namespace

std::string verdict_json(const std::string& title, const VerdictRecord& reached,
                         std::span<const RoadComparison> comparisons) {
  const VerdictRecord verdict = finite_or_largest(reached);
  std::vector<std::string> roads;
  for (const RoadComparison& comparison : comparisons)
    roads.push_back(road_json(finite_or_largest(comparison)));
  std::string start;
  if (verdict.start_divergence)
    start = fmt::format(",\n    \"start_divergence\": {}", json_number(*verdict.start_divergence));
  return fmt::format(
      "{{\n  \"schema\": \"loschmidt-verdict\",\n  \"schema_version\": 1,\n  \"title\": {},\n"
      "  \"verdict\": {{\n    \"verified\": {},\n    \"reason\": {},\n    \"p_value\": {},\n"
      "    \"detectable_score_error\": {},\n    \"particles\": {},\n    \"error_budget\": {}{}\n  "
      "}},\n"
      "  \"compare\": {{\n{}\n  }}\n}}\n",
      json_string(title), static_cast<int>(verdict.verified), json_string(verdict.reason),
      json_number(verdict.p_value), json_number(verdict.detectable_score_error), verdict.particles,
      verdict.error_budget, start, fmt::join(roads, ",\n"));
}

void write_verdict_json(MPI_Comm comm, const std::filesystem::path& file, const std::string& title,
                        const VerdictRecord& verdict, std::span<const RoadComparison> comparisons) {
  parallel::on_root(comm, [&] { replace_file(file, verdict_json(title, verdict, comparisons)); });
}

}  // namespace loschmidt::output
