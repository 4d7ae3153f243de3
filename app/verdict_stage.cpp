#include "app/verdict_stage.hpp"

#include <algorithm>
#include <cmath>

#include "app/twin_allowance.hpp"
#include "app/wall_layer.hpp"

namespace loschmidt {

namespace {

MarginalTest marginal_test(const Comparison& c, std::size_t k) {
  MarginalTest test;
  test.road = c.road;
  test.time = c.times[k];
  test.chi2 = c.marginals[k].chi2;
  test.dof = c.marginals[k].dof;
  test.p_value = c.marginals[k].p_value;
  test.allowance = c.allowances[k];
  return test;
}

}  // namespace

Comparison compare_road(const Run& run, const EnsembleRoad& road, const std::vector<Tally>& tallies,
                        const std::vector<MeshError>& mesh_errors) {
  Comparison result{road.reversed ? Road::ensemble : Road::forward,
                    effective_weak_order(run, road),
                    road.stops,
                    {},
                    {},
                    {},
                    {}};
  for (std::size_t k = 0; k < road.stops.size(); ++k) {
    const std::uint64_t particles = run.settings.reverse.particles;
    const Allowance twin = twin_allowance(run, road.bins[k], tallies[k], result.weak_order);
    result.steppers.push_back(paired_size(twin, static_cast<double>(particles)));
    result.allowances.push_back(
        with_mesh_error(twin, mesh_errors[k].size, mesh_errors[k].undivided, particles));
    result.marginals.push_back(compare_marginal(run.problem.mesh, road.mass(k), tallies[k].fine,
                                                road.bins[k],
                                                result.allowances.back().noncentrality));
  }
  return result;
}

Verdict reach_verdict(const Run& run, double surviving, const std::vector<Comparison>& comparisons,
                      const std::vector<ReferenceError>& references,
                      const std::vector<LawComparison>& laws,
                      const std::vector<JointComparison>& joint) {
  std::vector<LawTest> without_particles;
  for (const LawComparison& law : laws)
    for (const LawTest& test : law_tests(law)) without_particles.push_back(test);
  std::vector<MarginalTest> tests;
  double order = weak_order(run.plan.reverse.scheme);
  for (const Comparison& c : comparisons) {
    order = std::min(order, c.weak_order);
    for (std::size_t k = 0; k < c.times.size(); ++k) {
      MarginalTest test = marginal_test(c, k);
      if (c.road == Road::ensemble) {
        test.score_reference = references[k].score;
        test.divergence_reference = references[k].divergence;
        test.drift_reference = references[k].drift;
        test.reference = reference(test.score_reference, test.divergence_reference);
        test.at_stop = k + 1 == c.times.size();
        if (!c.first_p_values.empty()) test.first_p_value = c.first_p_values[k];
      }
      tests.push_back(test);
    }
  }
  for (const MarginalTest& test : joint_tests(run, joint)) tests.push_back(test);
  return decide(tests, run.settings.validation.significance, run.settings.reverse.particles,
                {static_cast<int>(run.plan.reverse_steps.size()) - 1, order,
                 run.settings.validation.tolerance, run.settings.validation.sensitivity, surviving},
                without_particles);
}

RoadComparison record(const Comparison& comparison, int dimension) {
  RoadComparison result{std::string(name_of(comparison.road)), comparison.times, {}};
  const auto scalar = [&](const char* name, double MarginalComparison::*value) {
    ComparisonColumn column{name, false, {}};
    for (const auto& m : comparison.marginals) column.values.push_back(m.*value);
    result.columns.push_back(std::move(column));
  };
  const auto per_axis = [&](const char* name, std::array<double, 3> MarginalComparison::*values) {
    ComparisonColumn column{name, true, {}};
    for (const auto& m : comparison.marginals)
      for (int a = 0; a < dimension; ++a) column.values.push_back((m.*values)[a]);
    result.columns.push_back(std::move(column));
  };
  using M = MarginalComparison;
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

VerdictRecord record(const Verdict& verdict) {
  VerdictRecord result;
  result.verified = static_cast<std::int8_t>(verdict.outcome);
  result.reason = verdict.reason;
  for (const auto& remark : verdict.remarks) result.reason += "; " + remark;
  result.p_value = verdict.p_value;
  result.detectable_score_error = verdict.detectable_score_error;
  return result;
}

}  // namespace loschmidt
