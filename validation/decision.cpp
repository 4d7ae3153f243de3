#include "validation/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace loschmidt::validation {

const Judged* find_stop(std::span<const Judged> judged) {
  const Judged* stop = nullptr;
  for (const Judged& j : judged) {
    if (j.test.road != Road::ensemble || !j.test.at_stop) continue;
    if (stop) return nullptr;
    stop = &j;
  }
  return stop;
}

bool missed(const LawTest& test) {
  return !(test.error <= test.limit);
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

namespace {

/// The test that speaks loudest among those of a road that `condition` holds for.
template <class Condition>
const Judged* worst_of(std::span<const Judged> judged, Road road, Condition&& condition) {
  const Judged* worst = nullptr;
  for (const Judged& j : judged)
    if (j.test.road == road && condition(j))
      if (!worst ||
          std::pair(-j.adjusted, j.observed) > std::pair(-worst->adjusted, worst->observed))
        worst = &j;
  return worst;
}

template <class Condition>
const Judged* worst_rejected(std::span<const Judged> judged, Road road, Condition&& condition) {
  return worst_of(judged, road, [&](const Judged& j) { return j.rejected && condition(j); });
}

bool within_a_quarter(const Judged& j) {
  return j.allowed <= 0.25 * j.test.reference;
}

bool beyond_steps(const Judged& j) {
  return j.observed > 4 * j.undivided;
}

/// Rule (a) of a road.
std::optional<Decision> falsified_outright(std::span<const Judged> judged, Road road) {
  const auto* j = worst_rejected(judged, road, beyond_steps);
  if (!j) return std::nullopt;
  return Decision{Outcome::falsified,
                  describe(*j) + ", beyond what mesh and time steps can explain"};
}

/// Rules (b), (c) and (d) of a road, (b) for one test of it.
Decision settle(std::span<const Judged> judged, Road road, const Judged& asked,
                const Question& question) {
  const double power = question.power(asked);
  if (!(within_a_quarter(asked) && power >= required_power))
    return {Outcome::undecided, too_weak(asked, question.sensitivity(asked), power,
                                         question.particles, question.sampler)};
  if (const auto* j = worst_rejected(judged, road, within_a_quarter))
    return {Outcome::falsified, describe(*j) + ", although numerical error is allowed for"};
  const auto any = [](const Judged&) { return true; };
  if (const auto* j = worst_rejected(judged, road, any))
    return {Outcome::undecided, not_attributable(*j, question.sampler)};
  const auto objected = [](const Judged& j) { return j.objected; };
  if (const auto* j = worst_of(judged, road, objected))
    return {Outcome::undecided, explained_by_the_mesh(*j)};
  return {
      Outcome::verified,
      fmt::format("none of {} comparisons of particles with a density disagrees", judged.size())};
}

Decision decide_ensemble(std::span<const Judged> judged, const Question& question) {
  if (auto falsified = falsified_outright(judged, Road::ensemble)) return *falsified;
  const Judged* stop = find_stop(judged);
  if (!stop) return {Outcome::undecided, no_comparison_at_stop()};
  return settle(judged, Road::ensemble, *stop, question);
}

/// The pair of axes whose joint law could show an error of size R best.
const Judged* most_sensitive_joint(std::span<const Judged> judged, const Question& question) {
  const Judged* best = nullptr;
  const auto key = [&](const Judged& j) {
    return std::pair(within_a_quarter(j), question.power(j));
  };
  for (const Judged& j : judged)
    if (j.test.road == Road::joint && (!best || key(j) > key(*best))) best = &j;
  return best;
}

Decision with_joint(std::span<const Judged> judged, const Question& question, Decision ensemble) {
  const Judged* best = most_sensitive_joint(judged, question);
  if (!best || ensemble.outcome == Outcome::falsified) return ensemble;
  if (auto falsified = falsified_outright(judged, Road::joint)) return *falsified;
  if (ensemble.outcome == Outcome::undecided) return ensemble;
  return settle(judged, Road::joint, *best, question);
}

Decision with_control(std::span<const Judged> judged, Decision ensemble) {
  if (ensemble.outcome == Outcome::falsified) return ensemble;
  const auto any = [](const Judged&) { return true; };
  if (const auto* j = worst_rejected(judged, Road::forward, any))
    return {Outcome::undecided, control_failed(*j)};
  return ensemble;
}

/// An L1 distance that means nothing: half of the mass is in the wrong place.
constexpr double half_misplaced = 1;

/// Of a road whose limits would let any error pass at all times, the test with the smallest; else
/// null.
const LawTest* blind(std::span<const LawTest> tests, Road road) {
  const LawTest* sharpest = nullptr;
  for (const LawTest& t : tests) {
    if (t.road != road) continue;
    if (t.limit <= half_misplaced) return nullptr;
    if (!sharpest || t.limit < sharpest->limit) sharpest = &t;
  }
  return sharpest;
}

Decision with_laws(std::span<const LawTest> tests, Decision decision) {
  if (decision.outcome != Outcome::verified) return decision;
  for (const Road road : {Road::chain, Road::fokker_planck}) {
    if (const LawTest* worst = worst_of(tests, road); worst && missed(*worst))
      return {Outcome::undecided, road_missed(*worst)};
    if (const LawTest* sharpest = blind(tests, road))
      return {Outcome::undecided, road_blind(*sharpest)};
  }
  return decision;
}

}  // namespace

Decision decide_roads(std::span<const Judged> judged, std::span<const LawTest> laws,
                      const Question& question) {
  Decision decision = with_joint(judged, question, decide_ensemble(judged, question));
  return with_laws(laws, with_control(judged, std::move(decision)));
}

}  // namespace loschmidt::validation
