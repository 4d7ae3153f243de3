#include "validation/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include "validation/thresholds.hpp"

namespace loschmidt::validation {

namespace {

void require_sound(double significance, const Sampler& sampler) {
  if (!(significance > 0 && significance < 1))
    throw std::invalid_argument(fmt::format(
        "significance {} (it is a probability): give a number between 0 and 1", significance));
  if (!(sampler.particles >= 1) || !(sampler.weak_order > 0))
    throw std::invalid_argument(fmt::format(
        "{} particles, weak order {} (there is nothing to decide from): give at least 1 of both",
        sampler.particles, sampler.weak_order));
}

/// Whether all numbers of a test can be decided from. An infinite chi2 or allowance is meaningful,
/// but an infinite R would let any allowance pass.
bool is_sound(const MarginalTest& test) {
  const auto size = [](double value) { return value >= 0; };
  const auto finite_size = [](double value) { return value >= 0 && std::isfinite(value); };
  return std::isfinite(test.time) && size(test.chi2) && finite_size(test.dof) &&
         test.p_value >= 0 && test.p_value <= 1 && test.first_p_value >= 0 &&
         size(test.allowance.noncentrality) && size(test.allowance.before_richardson) &&
         finite_size(test.reference) && finite_size(test.divergence_reference) &&
         finite_size(test.score_reference) && finite_size(test.drift_reference);
}

/// Withdraws rejections whose O is at most four times the control's largest O, and all rejections
/// where the control's O is 1 or more. The forward control uses no reversal, so errors of that size
/// must not be attributed to the reversal.
void discount_by_control(std::vector<AssessedTest>& tests) {
  double control = 0;
  for (const AssessedTest& t : tests)
    if (t.test.road == Road::forward && t.rejected) control = std::max(control, t.observed);
  for (AssessedTest& t : tests)
    if (t.test.road != Road::forward &&
        (control >= useless_control_size || t.observed <= beyond_control_factor * control))
      t.rejected = false;
}

std::vector<AssessedTest> assess(std::span<const MarginalTest> tests, double significance,
                                 double particles) {
  std::vector<double> p_values, first_p_values;
  for (const auto& test : tests) {
    p_values.push_back(test.p_value);
    first_p_values.push_back(std::min(test.p_value, test.first_p_value));
  }
  const auto adjusted = holm_adjusted(p_values);
  const auto first_adjusted = holm_adjusted(first_p_values);
  std::vector<AssessedTest> assessed;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const MarginalTest& test = tests[i];
    const double number = test.particles > 0 ? test.particles : particles;
    const double observed = std::sqrt(std::max(0.0, test.chi2 - test.dof) / number);
    assessed.push_back({test, adjusted[i], adjusted[i] < significance,
                        first_adjusted[i] < significance, observed,
                        std::sqrt(test.allowance.noncentrality / number),
                        std::sqrt(test.allowance.before_richardson / number)});
  }
  discount_by_control(assessed);
  return assessed;
}

std::vector<Remark> remarks_on(std::span<const LawTest> tests) {
  std::vector<Remark> remarks;
  for (const Road road : all_roads)
    if (const LawTest* worst = worst_of(tests, road))
      remarks.push_back(
          {missed(*worst) ? Caveat::road_beyond_limit : Caveat::road_within_limit, 0, *worst});
  return remarks;
}

/// Whether a rejection by a directed test would falsify.
bool can_falsify(const AssessedTest& test) {
  return test.test.road == Road::directed && within_error_share(test);
}

double detectable_score_error(const AssessedTest& test, const TestSettings& settings) {
  if (test.test.score_reference <= 0) return std::numeric_limits<double>::infinity();
  return reference_score_error *
         detectable_size(settings.sensitivity(test), settings.particles(test)) /
         test.test.score_reference;
}

/// Returns the smallest score error that is detected at `stop` or by a directed test.
double detectable_score_error(std::span<const AssessedTest> tests, const TestSettings& settings) {
  double smallest = std::numeric_limits<double>::infinity();
  const AssessedTest* stop = find_stop(tests);
  for (const AssessedTest& t : tests)
    if (can_falsify(t) || &t == stop)
      smallest = std::min(smallest, detectable_score_error(t, settings));
  return smallest;
}

std::vector<Remark> remarks_on(std::span<const MarginalTest> tests) {
  std::vector<Remark> remarks;
  const auto lacks = [&](Road road) {
    return std::ranges::none_of(tests, [&](const auto& t) { return t.road == road; });
  };
  if (lacks(Road::joint)) remarks.push_back({Caveat::marginals_only});
  if (lacks(Road::forward)) remarks.push_back({Caveat::control_not_run});
  return remarks;
}

/// Returns a remark for each term of which half would have changed too little to be detected, at
/// `stop` or by a directed test.
std::vector<Remark> remarks_on_terms(std::span<const AssessedTest> tests,
                                     const TestSettings& settings) {
  const AssessedTest* stop = find_stop(tests);
  std::vector<Remark> remarks;
  const auto test_of = [&](Caveat caveat, double MarginalTest::*size) {
    const double at_stop = stop->test.*size;
    if (!(at_stop > 0 && at_stop < tested_term_share * stop->test.score_reference)) return;
    const bool directed = std::ranges::any_of(tests, [&](const AssessedTest& t) {
      return can_falsify(t) &&
             detectable_size(settings.sensitivity(t), settings.particles(t)) <= t.test.*size;
    });
    if (!directed)
      remarks.push_back(
          {caveat, particles_to_detect({stop->test.dof, settings.level, 0}, at_stop)});
  };
  if (!stop) return remarks;
  test_of(Caveat::divergence_not_tested, &MarginalTest::divergence_reference);
  test_of(Caveat::drift_not_tested, &MarginalTest::drift_reference);
  return remarks;
}

/// Returns a reason if a score error that was to be detected would not have been detected. A
/// verdict that would be "verified" is then undecided.
std::optional<Reason> not_sensitive(std::span<const AssessedTest> tests,
                                    const TestSettings& settings) {
  const double asked = settings.sampler.sensitivity;
  if (asked == 0 || detectable_score_error(tests, settings) <= asked) return std::nullopt;
  const AssessedTest& stop = *find_stop(tests);
  const double wanted = asked / reference_score_error * stop.test.score_reference;
  Reason reason{
      Rule::sensitivity_not_reached, stop, {}, remedies_for_sensitivity(stop, wanted, settings)};
  reason.origin = origin_of_error(stop, settings.sampler);
  reason.wanted_size = wanted;
  return reason;
}

Decision with_safeguards(Decision decision, std::span<const AssessedTest> tests,
                         const TestSettings& settings) {
  if (decision.outcome == Outcome::verified)
    if (auto reason = not_sensitive(tests, settings)) return {Outcome::undecided, *reason};
  // Density and particles have errors of the same sign there, which agree.
  if (decision.outcome == Outcome::verified && !settings.sampler.carried)
    return {Outcome::undecided, {Rule::end_not_carried}};
  const double survivors = settings.sampler.surviving * settings.sampler.particles;
  if (decision.outcome == Outcome::falsified && survivors < fewest_survivors) {
    decision.outcome = Outcome::undecided;
    decision.reason.overruled = decision.reason.rule;
    decision.reason.rule = Rule::no_survivors;
    decision.reason.remedies = {{Lever::end_time}};
  }
  return decision;
}

Verdict not_finite(const MarginalTest& test, const Sampler& sampler, std::vector<Remark> remarks) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const AssessedTest assessed{test, nan, false, false, nan, nan, nan};
  return {Outcome::undecided,
          {Rule::not_finite, assessed, {}, {{Lever::coefficients}}},
          1,
          std::numeric_limits<double>::infinity(),
          std::move(remarks),
          sampler};
}

}  // namespace

std::vector<double> holm_adjusted(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.size());
  double largest = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto left = static_cast<double>(order.size() - k);
    largest = std::max(largest, std::min(1.0, left * p_values[order[k]]));
    adjusted[order[k]] = largest;
  }
  return adjusted;
}

Verdict decide(std::span<const MarginalTest> tests, double significance, const Sampler& sampler,
               std::span<const LawTest> law_tests) {
  require_sound(significance, sampler);
  const auto unsound = std::ranges::find_if_not(tests, is_sound);
  if (unsound != tests.end()) return not_finite(*unsound, sampler, remarks_on(tests));
  const auto assessed = assess(tests, significance, sampler.particles);
  const TestSettings settings{
      significance / static_cast<double>(std::max<std::size_t>(1, tests.size())), sampler};
  Decision decision =
      with_safeguards(decide_roads(assessed, law_tests, settings), assessed, settings);
  double smallest = 1;
  for (const AssessedTest& t : assessed) smallest = std::min(smallest, t.adjusted);
  auto remarks = remarks_on(law_tests);
  std::ranges::copy(remarks_on(tests), std::back_inserter(remarks));
  std::ranges::copy(remarks_on_terms(assessed, settings), std::back_inserter(remarks));
  return {decision.outcome,   std::move(decision.reason),
          smallest,           detectable_score_error(assessed, settings),
          std::move(remarks), sampler};
}

}  // namespace loschmidt::validation
