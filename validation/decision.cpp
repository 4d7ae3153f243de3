#include "validation/decision.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "validation/thresholds.hpp"

namespace loschmidt::validation {

namespace {

using Tests = std::span<const AssessedTest>;

bool any(const AssessedTest&) {
  return true;
}

bool rejected_before_raise(const AssessedTest& t) {
  return t.rejected_before_raise;
}

/// Returns the test with the smallest adjusted p-value, among equals the one with the largest O, of
/// those tests of a road for which `condition` holds. Null if there is none.
template <class Condition>
const AssessedTest* most_significant_of(Tests tests, Road road, Condition&& condition) {
  const AssessedTest* best = nullptr;
  const auto key = [](const AssessedTest& t) { return std::pair(-t.adjusted, t.observed); };
  for (const AssessedTest& t : tests)
    if (t.test.road == road && condition(t) && (!best || key(t) > key(*best))) best = &t;
  return best;
}

template <class Condition>
const AssessedTest* most_significant_rejected(Tests tests, Road road, Condition&& condition) {
  return most_significant_of(tests, road,
                             [&](const AssessedTest& t) { return t.rejected && condition(t); });
}

Reason by_test(Rule rule, const AssessedTest& test, std::vector<Remedy> remedies = {}) {
  return {rule, test, {}, std::move(remedies)};
}

Decision undecided(Reason reason) {
  return {Outcome::undecided, std::move(reason)};
}

/// Applies rule (a) to a road.
std::optional<Decision> falsified_outright(Tests tests, Road road) {
  const auto* t = most_significant_rejected(tests, road, [](const AssessedTest& a) {
    return a.observed > beyond_refinement_factor * a.before_richardson;
  });
  if (!t) return std::nullopt;
  return Decision{Outcome::falsified, by_test(Rule::beyond_refinement, *t)};
}

/// Returns the reason for rule (b): why the lack of a rejection by this test would not count.
Reason lacks_power(const AssessedTest& test, const TestSettings& settings) {
  if (test.test.dof < 1)
    return by_test(Rule::single_bin, test, {{Lever::particles, settings.sampler.particles}});
  const auto remedies = remedies_for_power(test, settings);
  if (!remedies.empty() && std::isinf(remedies.back().to)) {
    const Lever lever = test.test.road == Road::joint ? Lever::joint_times : Lever::stop_time;
    return by_test(Rule::invisible_error, test, {{lever}});
  }
  const bool accurate = within_error_share(test);
  Reason reason =
      by_test(accurate ? Rule::too_little_power : Rule::large_numerical_error, test, remedies);
  reason.origin = origin_of_error(test, settings.sampler);
  reason.power = settings.power(test);
  return reason;
}

/// Returns the reason for rule (d): a rejection where A could hide an error R.
Reason not_attributable(const AssessedTest& test, const Sampler& sampler) {
  Reason reason = by_test(Rule::not_attributable, test, remedies_for_error(sampler));
  reason.origin = origin_of_error(test, sampler);
  return reason;
}

/// Applies rules (b), (c) and (d) to a road, (b) to its test `asked`.
Decision decide_by_power(Tests tests, Road road, const AssessedTest& asked,
                         const TestSettings& settings) {
  if (!(within_error_share(asked) && settings.power(asked) >= required_power))
    return undecided(lacks_power(asked, settings));
  if (const auto* t = most_significant_rejected(tests, road, within_error_share))
    return {Outcome::falsified, by_test(Rule::beyond_allowance, *t)};
  if (const auto* t = most_significant_rejected(tests, road, any))
    return undecided(not_attributable(*t, settings.sampler));
  if (const auto* t = most_significant_of(tests, road, rejected_before_raise))
    return undecided(by_test(Rule::allowance_was_raised, *t, {{Lever::mesh}}));
  Reason agreement{Rule::agreement};
  agreement.comparisons = static_cast<int>(tests.size());
  return {Outcome::verified, std::move(agreement)};
}

/// Decides from the comparisons of the ensemble with the density.
Decision decide_by_density(Tests tests, const TestSettings& settings) {
  if (auto falsified = falsified_outright(tests, Road::ensemble)) return *falsified;
  const AssessedTest* stop = find_stop(tests);
  if (!stop) return undecided({Rule::no_test_at_stop, {}, {}, {{Lever::roads}}});
  return decide_by_power(tests, Road::ensemble, *stop, settings);
}

/// Returns the rejected test for which `condition` holds, of expectations or of the predicted law.
template <class Condition>
const AssessedTest* unlike_prediction(Tests tests, Condition&& condition) {
  const auto* t = most_significant_rejected(tests, Road::directed, condition);
  return t ? t : most_significant_rejected(tests, Road::prediction, condition);
}

/// Whether the particles follow the predicted law, and would not if the reversal had an error R.
bool follows_prediction(Tests tests, const TestSettings& settings) {
  const AssessedTest* stop = find_stop(tests, Road::prediction);
  return stop && within_error_share(*stop) && settings.power(*stop) >= required_power &&
         !most_significant_rejected(tests, Road::prediction, any);
}

Decision decide_ensemble(Tests tests, const TestSettings& settings) {
  if (const auto* t = unlike_prediction(tests, within_error_share))
    return {Outcome::falsified, by_test(Rule::unlike_prediction, *t)};
  Decision decision = decide_by_density(tests, settings);
  if (decision.outcome == Outcome::verified) {
    if (const auto* t = unlike_prediction(tests, any))
      return undecided(not_attributable(*t, settings.sampler));
    if (const auto* t = most_significant_of(tests, Road::directed, rejected_before_raise))
      return undecided(by_test(Rule::allowance_was_raised, *t, {{Lever::mesh}}));
  }
  if (decision.outcome != Outcome::falsified) return decision;
  const AssessedTest& missed = *decision.reason.test;
  if (follows_prediction(tests, settings) ||
      missed.observed <= predicted_size_factor * missed.test.explained)
    return undecided(by_test(Rule::as_predicted, missed, remedies_for_error(settings.sampler)));
  return decision;
}

/// Returns the pair of axes whose joint law has the largest power to detect an error of size R.
const AssessedTest* most_sensitive_joint(Tests tests, const TestSettings& settings) {
  const AssessedTest* best = nullptr;
  const auto key = [&](const AssessedTest& t) {
    return std::pair(within_error_share(t), settings.power(t));
  };
  for (const AssessedTest& t : tests)
    if (t.test.road == Road::joint && (!best || key(t) > key(*best))) best = &t;
  return best;
}

Decision with_joint(Tests tests, const TestSettings& settings, Decision ensemble) {
  const AssessedTest* best = most_sensitive_joint(tests, settings);
  if (!best || ensemble.outcome == Outcome::falsified) return ensemble;
  if (auto falsified = falsified_outright(tests, Road::joint)) return *falsified;
  if (ensemble.outcome == Outcome::undecided) return ensemble;
  return decide_by_power(tests, Road::joint, *best, settings);
}

Decision with_control(Tests tests, Decision decision) {
  if (decision.outcome == Outcome::falsified) return decision;
  if (const auto* t = most_significant_rejected(tests, Road::forward, any))
    return undecided(by_test(Rule::control_failed, *t, {{Lever::mesh}, {Lever::time_steps}}));
  return decision;
}

/// Returns the test with the smallest limit, if all limits of a road at all times are so large that
/// they accept any error; else null.
const LawTest* without_usable_limit(std::span<const LawTest> tests, Road road) {
  const LawTest* sharpest = nullptr;
  for (const LawTest& t : tests) {
    if (t.road != road) continue;
    if (t.limit <= least_blind_limit) return nullptr;
    if (!sharpest || t.limit < sharpest->limit) sharpest = &t;
  }
  return sharpest;
}

Reason missed_by(const LawTest& worst) {
  if (traits_of(worst.road).exact)
    return {Rule::road_missed, {}, worst, {{Lever::solver_tolerance}}};
  return {Rule::road_missed, {}, worst, {{Lever::mesh}, {Lever::time_steps}}};
}

Reason blind_at(const LawTest& sharpest) {
  Reason reason{Rule::road_blind, {}, sharpest, {{Lever::solver_tolerance}}};
  if (!traits_of(sharpest.road).exact)
    reason.remedies.insert(reason.remedies.end(), {{Lever::mesh}, {Lever::time_steps}});
  return reason;
}

Decision with_laws(std::span<const LawTest> tests, Decision decision) {
  if (decision.outcome != Outcome::verified) return decision;
  for (const Road road : all_roads) {
    if (const LawTest* worst = worst_of(tests, road); worst && missed(*worst))
      return undecided(missed_by(*worst));
    if (const LawTest* sharpest = without_usable_limit(tests, road))
      return undecided(blind_at(*sharpest));
  }
  return decision;
}

}  // namespace

const AssessedTest* find_stop(Tests tests, Road road) {
  const AssessedTest* stop = nullptr;
  for (const AssessedTest& t : tests) {
    if (t.test.road != road || !t.test.at_stop) continue;
    if (stop) return nullptr;
    stop = &t;
  }
  return stop;
}

const LawTest* worst_of(std::span<const LawTest> tests, Road road) {
  const LawTest* worst = nullptr;
  const auto excess = [](const LawTest& t) {
    const double ratio = t.error / t.limit;
    return std::isnan(ratio) ? std::numeric_limits<double>::infinity() : ratio;
  };
  for (const LawTest& t : tests)
    if (t.road == road && (!worst || excess(t) > excess(*worst))) worst = &t;
  return worst;
}

Decision decide_roads(Tests tests, std::span<const LawTest> laws, const TestSettings& settings) {
  Decision decision = with_joint(tests, settings, decide_ensemble(tests, settings));
  return with_laws(laws, with_control(tests, std::move(decision)));
}

}  // namespace loschmidt::validation
