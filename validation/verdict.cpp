#include "validation/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "validation/decision.hpp"

namespace loschmidt::validation {

namespace {

void require_sound(double significance, std::uint64_t particles, const Sampler& sampler) {
  if (!(significance > 0 && significance < 1))
    throw std::invalid_argument(fmt::format(
        "significance {} (it is a probability): give a number between 0 and 1", significance));
  if (particles == 0 || !(sampler.weak_order > 0))
    throw std::invalid_argument(fmt::format(
        "{} particles, weak order {} (there is nothing to decide from): give at least 1 of both",
        particles, sampler.weak_order));
}

/// An infinite chi2 or allowance is a statement; an infinite R would be a free pass.
bool is_sound(const MarginalTest& test) {
  const auto size = [](double value) { return value >= 0; };
  const auto finite_size = [](double value) { return value >= 0 && std::isfinite(value); };
  return std::isfinite(test.time) && size(test.chi2) && finite_size(test.dof) &&
         test.p_value >= 0 && test.p_value <= 1 && test.first_p_value >= 0 &&
         size(test.allowance.noncentrality) && size(test.allowance.undivided) &&
         finite_size(test.reference) && finite_size(test.divergence_reference) &&
         finite_size(test.score_reference) && finite_size(test.drift_reference);
}

/// What fails forward, where there is no reversal, is not held against one: takes rejections back
/// that are no louder than four times the control's loudest, all of them where that is out of
/// proportion.
void hold_against_control(std::vector<Judged>& judged) {
  double control = 0;
  for (const Judged& j : judged)
    if (j.test.road == Road::forward && j.rejected) control = std::max(control, j.observed);
  for (Judged& j : judged)
    if (j.test.road != Road::forward && (control >= 1 || j.observed <= 4 * control))
      j.rejected = false;
}

std::vector<Judged> judge(std::span<const MarginalTest> tests, double significance,
                          double particles) {
  std::vector<double> p_values, first_p_values;
  for (const auto& test : tests) {
    p_values.push_back(test.p_value);
    first_p_values.push_back(std::min(test.p_value, test.first_p_value));
  }
  const auto adjusted = holm_adjusted(p_values);
  const auto first_adjusted = holm_adjusted(first_p_values);
  std::vector<Judged> judged;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const MarginalTest& test = tests[i];
    const double observed = std::sqrt(std::max(0.0, test.chi2 - test.dof) / particles);
    judged.push_back({test, adjusted[i], adjusted[i] < significance,
                      first_adjusted[i] < significance, observed,
                      std::sqrt(test.allowance.noncentrality / particles),
                      std::sqrt(test.allowance.undivided / particles)});
  }
  hold_against_control(judged);
  return judged;
}

std::vector<std::string> remarks_on(std::span<const LawTest> tests) {
  std::vector<std::string> remarks;
  for (const Road road : {Road::chain, Road::fokker_planck})
    if (const LawTest* worst = worst_of(tests, road))
      remarks.push_back(missed(*worst) ? road_missed(*worst) : law_remark(*worst));
  return remarks;
}

double detectable_score_error(const Judged* stop, double level, double particles) {
  if (!stop || stop->test.score_reference <= 0) return std::numeric_limits<double>::infinity();
  return reference_score_error *
         detectable_size(Sensitivity{stop->test.dof, level, stop->allowed}, particles) /
         stop->test.score_reference;
}

std::vector<std::string> remarks_on(std::span<const MarginalTest> tests, const Judged* stop,
                                    double level) {
  std::vector<std::string> remarks;
  if (std::ranges::none_of(tests, [](const auto& t) { return t.road == Road::joint; }))
    remarks.push_back(
        "marginals were tested, one time at a time, not the joint law of two times (which "
        "validation.joint_times asks for)");
  if (std::ranges::none_of(tests, [](const auto& t) { return t.road == Road::forward; }))
    remarks.push_back("the forward control was not run");
  const auto test_of = [&](const std::string& term, double size) {
    if (size > 0 && size < 0.25 * stop->test.score_reference)
      remarks.push_back(not_tested(term, particles_to_detect({stop->test.dof, level, 0}, size)));
  };
  if (stop) {
    test_of("divergence", stop->test.divergence_reference);
    test_of("drift", stop->test.drift_reference);
  }
  return remarks;
}

}  // namespace

std::string_view name_of(Road road) {
  constexpr std::array<std::string_view, 5> names{"forward", "chain", "fokker-planck", "ensemble",
                                                  "joint"};
  return names[static_cast<std::size_t>(road)];
}

double reference(double score_reference, double divergence_reference) {
  if (std::isnan(divergence_reference)) return divergence_reference;
  const bool counts = divergence_reference > 0 && divergence_reference >= 0.25 * score_reference;
  return counts && divergence_reference < score_reference ? divergence_reference : score_reference;
}

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

Verdict decide(std::span<const MarginalTest> tests, double significance, std::uint64_t particles,
               const Sampler& sampler, std::span<const LawTest> law_tests) {
  require_sound(significance, particles, sampler);
  const auto unsound = std::ranges::find_if_not(tests, is_sound);
  if (unsound != tests.end())
    return {Outcome::undecided, not_a_number(*unsound), 1, std::numeric_limits<double>::infinity(),
            remarks_on(tests, nullptr, significance)};
  const auto n = static_cast<double>(particles);
  const auto judged = judge(tests, significance, n);
  const double level = significance / static_cast<double>(std::max<std::size_t>(1, tests.size()));
  const Judged* stop = find_stop(judged);
  Decision decision = decide_roads(judged, law_tests, {level, n, sampler});
  const double detectable = detectable_score_error(stop, level, n);
  if (decision.outcome == Outcome::verified && detectable > sampler.sensitivity &&
      sampler.sensitivity > 0)
    decision = {Outcome::undecided, not_sensitive(*stop, level, n, detectable, sampler)};
  if (decision.outcome == Outcome::falsified && sampler.surviving * n < 1)
    decision = {Outcome::undecided, no_survivors(decision.reason, particles, sampler)};
  double smallest = 1;
  for (const Judged& j : judged) smallest = std::min(smallest, j.adjusted);
  auto remarks = remarks_on(law_tests);
  for (auto& remark : remarks_on(tests, stop, level)) remarks.push_back(std::move(remark));
  return {decision.outcome, std::move(decision.reason), smallest, detectable, std::move(remarks)};
}

}  // namespace loschmidt::validation
