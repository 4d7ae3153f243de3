#include "app/records.hpp"

#include <fmt/format.h>

#include <array>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "app/judgement/verdict_message.hpp"
#include "output/finite.hpp"
#include "output/json.hpp"

namespace loschmidt::app {

namespace {

// Appends a column per statistic, with its value or its values along the axes from each of the
// comparisons.
template <class Comparison, class Comparisons>
void add_columns(output::RoadComparison& record,
                 std::span<const validation::Statistic<Comparison>> statistics,
                 const Comparisons& comparisons, int dimension) {
  using PerAxis = std::array<double, 3> Comparison::*;
  for (const validation::Statistic<Comparison>& s : statistics) {
    const auto* axes = std::get_if<PerAxis>(&s.value);
    output::ComparisonColumn column{
        std::string(s.name), std::string(s.long_name), axes != nullptr, {}};
    for (const Comparison& c : comparisons)
      if (axes)
        column.values.insert(column.values.end(), (c.**axes).begin(),
                             (c.**axes).begin() + dimension);
      else
        column.values.push_back(c.*std::get<double Comparison::*>(s.value));
    record.columns.push_back(std::move(column));
  }
}

output::RoadComparison record_of(validation::Road road, std::vector<double> times) {
  return {std::string(validation::traits_of(road).group), std::move(times), {}};
}

}  // namespace

output::RoadComparison to_record(const judgement::LawComparison& comparison, int dimension) {
  output::RoadComparison result = record_of(comparison.road, comparison.times);
  add_columns(result, validation::law_statistics(), comparison.distances, dimension);
  result.columns.push_back({"error", "what is held against error_limit", false, comparison.errors});
  result.columns.push_back({"error_limit", "what the error may be", false, comparison.limits});
  return result;
}

output::RoadComparison to_record(const judgement::Comparison& comparison, int dimension) {
  output::RoadComparison result = record_of(comparison.road, comparison.times);
  add_columns(result, validation::count_statistics(), comparison.marginals, dimension);
  add_columns(result, validation::marginal_statistics(), comparison.marginals, dimension);
  return result;
}

output::RoadComparison to_record(const std::vector<judgement::JointComparison>& comparisons,
                                 double earlier_time) {
  output::RoadComparison result =
      record_of(validation::Road::joint, std::vector<double>(comparisons.size(), earlier_time));
  output::ComparisonColumn earlier{
      "earlier_axis", "axis whose slabs are taken at the earlier joint time, x = 0", false, {}};
  output::ComparisonColumn later{
      "later_axis", "axis whose slabs are taken at the later joint time, x = 0", false, {}};
  std::vector<validation::CountComparison> counts;
  for (const judgement::JointComparison& c : comparisons) {
    earlier.values.push_back(c.earlier_axis);
    later.values.push_back(c.later_axis);
    counts.push_back(c.counts);
  }
  result.columns = {std::move(earlier), std::move(later)};
  add_columns(result, validation::count_statistics(), counts, 0);
  return result;
}

output::RoadComparison to_record(const std::vector<judgement::DirectedComparison>& comparisons) {
  using judgement::DirectedComparison;
  output::RoadComparison result = record_of(validation::Road::directed, {});
  for (const DirectedComparison& c : comparisons) result.times.push_back(c.time);
  const auto add = [&](std::string name, std::string long_name, auto&& value) {
    output::ComparisonColumn column{std::move(name), std::move(long_name), false, {}};
    for (const DirectedComparison& c : comparisons) column.values.push_back(value(c));
    result.columns.push_back(std::move(column));
  };
  add("direction", "number of the test function in docs/format.md",
      [](const auto& c) { return judgement::number_of(c.function); });
  add("predicted", "expectation for the right reversal", [](const auto& c) { return c.predicted; });
  add("observed", "expectation over the particles", [](const auto& c) { return c.observed; });
  add("standard_error", "standard error of observed",
      [](const auto& c) { return c.standard_error; });
  add("allowed", "bias that is allowed for", [](const auto& c) { return c.allowed; });
  add("z", "difference in standard errors", [](const auto& c) { return c.z; });
  add("p_value", "probability of a larger |z|", [](const auto& c) { return c.p_value; });
  add("variance_factor", "variance without the control variate over that with it",
      [](const auto& c) { return c.variance_factor; });
  return result;
}

output::RoadComparison to_record(const judgement::ScoreErrors& errors) {
  return {"score",
          errors.times,
          {{"score_error", "expected squared difference of the score used and the solver's", false,
            errors.error},
           {"score_norm", "expected squared norm of the solver's score", false, errors.norm}}};
}

output::VerdictRecord to_record(const validation::Verdict& verdict) {
  output::VerdictRecord result;
  result.verified = static_cast<std::int8_t>(verdict.outcome);
  const judgement::VerdictMessage message = judgement::message_of(verdict);
  result.reason = message.reason;
  for (const auto& remark : message.remarks) result.reason += "; " + remark;
  result.p_value = verdict.p_value;
  result.detectable_score_error = verdict.detectable_score_error;
  return result;
}

std::string to_json(const validation::ErrorBudget& budget) {
  const auto number = [](double value) {
    return output::json_number(output::finite_or_largest(value));
  };
  std::string text = R"({"norm": "sqrt(sum((n/N - p)^2/q)) over merged bins at stop")";
  for (const validation::ErrorSource& s : budget.sources)
    text += fmt::format(R"(, {}: {{"size": {}, "uncertainty": {}, "refined": {}}})",
                        output::json_string(s.name), number(s.size), number(s.uncertainty),
                        output::json_string(s.refinement));
  return text + fmt::format(R"(, "monte_carlo": {{"size": {}}}, "total": {}, "lowest": {}, )"
                            R"("highest": {}, "observed": {}, "explained": {}}})",
                            number(budget.monte_carlo), number(budget.total), number(budget.lowest),
                            number(budget.highest), number(budget.observed), budget.explained);
}

}  // namespace loschmidt::app
