#include "app/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "app/judgement/verdict_message.hpp"
#include "output/finite.hpp"
#include "output/json.hpp"

namespace loschmidt::app {

output::RoadComparison to_record(const judgement::LawComparison& comparison, int dimension) {
  std::string group(name_of(comparison.road));
  std::ranges::replace(group, '-', '_');  // as names of HDF5 groups are written
  output::RoadComparison result{group, comparison.times, {}};
  const auto scalar = [&](const char* name, auto&& value) {
    output::ComparisonColumn column{name, false, {}};
    for (const validation::LawDistance& d : comparison.distances) column.values.push_back(value(d));
    result.columns.push_back(std::move(column));
  };
  scalar("total_variation", [](const validation::LawDistance& d) { return d.total_variation; });
  scalar("kullback_leibler", [](const validation::LawDistance& d) { return d.kullback_leibler; });
  scalar("error_l1", [](const validation::LawDistance& d) { return d.l1; });
  scalar("error_relative", [](const validation::LawDistance& d) { return d.largest_relative; });
  output::ComparisonColumn per_axis{"wasserstein1", true, {}};
  for (const validation::LawDistance& d : comparison.distances)
    per_axis.values.insert(per_axis.values.end(), d.wasserstein1.begin(),
                           d.wasserstein1.begin() + dimension);
  result.columns.push_back(std::move(per_axis));
  result.columns.push_back({"error", false, comparison.errors});
  result.columns.push_back({"error_limit", false, comparison.limits});
  return result;
}

output::RoadComparison to_record(const judgement::Comparison& comparison, int dimension) {
  output::RoadComparison result{
      std::string(validation::name_of(comparison.road)), comparison.times, {}};
  const auto scalar = [&](const char* name, double validation::MarginalComparison::*value) {
    output::ComparisonColumn column{name, false, {}};
    for (const auto& m : comparison.marginals) column.values.push_back(m.*value);
    result.columns.push_back(std::move(column));
  };
  const auto per_axis = [&](const char* name,
                            std::array<double, 3> validation::MarginalComparison::*values) {
    output::ComparisonColumn column{name, true, {}};
    for (const auto& m : comparison.marginals)
      for (int a = 0; a < dimension; ++a) column.values.push_back((m.*values)[a]);
    result.columns.push_back(std::move(column));
  };
  using M = validation::MarginalComparison;
  scalar("chi2", &M::chi2);
  scalar("dof", &M::dof);
  scalar("noncentrality", &M::noncentrality);
  scalar("p_value", &M::p_value);
  scalar("total_variation", &M::total_variation);
  scalar("total_variation_floor", &M::total_variation_floor);
  scalar("total_variation_sd", &M::total_variation_sd);
  scalar("kullback_leibler", &M::kullback_leibler);
  per_axis("kolmogorov_smirnov", &M::kolmogorov_smirnov);
  per_axis("wasserstein1", &M::wasserstein1);
  per_axis("mean_error_sigma", &M::mean_error_sigma);
  per_axis("variance_error_sigma", &M::variance_error_sigma);
  return result;
}

output::RoadComparison to_record(const std::vector<judgement::JointComparison>& comparisons,
                                 double earlier_time) {
  output::RoadComparison result{"joint", std::vector<double>(comparisons.size(), earlier_time), {}};
  const auto column = [&](const char* name, auto&& value) {
    output::ComparisonColumn values{name, false, {}};
    for (const judgement::JointComparison& c : comparisons)
      values.values.push_back(static_cast<double>(value(c)));
    result.columns.push_back(std::move(values));
  };
  using J = judgement::JointComparison;
  column("earlier_axis", [](const J& j) { return j.earlier_axis; });
  column("later_axis", [](const J& j) { return j.later_axis; });
  column("chi2", [](const J& j) { return j.counts.chi2; });
  column("dof", [](const J& j) { return j.counts.dof; });
  column("noncentrality", [](const J& j) { return j.counts.noncentrality; });
  column("p_value", [](const J& j) { return j.counts.p_value; });
  column("total_variation", [](const J& j) { return j.counts.total_variation; });
  column("total_variation_floor", [](const J& j) { return j.counts.total_variation_floor; });
  column("total_variation_sd", [](const J& j) { return j.counts.total_variation_sd; });
  column("kullback_leibler", [](const J& j) { return j.counts.kullback_leibler; });
  return result;
}

output::RoadComparison to_record(const judgement::ScoreErrors& errors) {
  return {"score",
          errors.times,
          {{"score_error", false, errors.error}, {"score_norm", false, errors.norm}}};
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
