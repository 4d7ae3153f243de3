#include "app/judgement/verdict_message.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "app/judgement/remedy_text.hpp"
#include "app/judgement/sizes_text.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

using validation::AssessedTest, validation::Caveat, validation::LawTest, validation::MarginalTest,
    validation::Reason, validation::Road, validation::Rule, validation::Sampler;

std::string too_little_power(const Reason& reason) {
  return fmt::format("{}: the probability to see {}, would be {:.2g} (at least {} is asked for)",
                     place(reason.test->test), yardstick(reason.test->test), reason.power,
                     validation::required_power);
}

std::string large_numerical_error(const Reason& reason) {
  const bool of_mesh = reason.origin == validation::ErrorOrigin::mesh;
  return fmt::format("{}: {} is more than a quarter of {}, which could hide in it{}{}",
                     place(reason.test->test), numerical_error(reason),
                     yardstick(reason.test->test), meaning_of_sizes(reason.test->test),
                     of_mesh ? "; the density changes too much from one cell to the next" : "");
}

std::string not_attributable(const Reason& reason) {
  return fmt::format(
      "{}: this many particles resolve a difference, but {} there is more than a quarter of {}{}, "
      "so it need not come from the reversal",
      describe(*reason.test), numerical_error(reason), yardstick(reason.test->test),
      meaning_of_sizes(reason.test->test));
}

std::string allowance_was_raised(const Reason& reason) {
  return fmt::format(
      "{} with a numerical error of A = {:.2g} allowed for: this many particles resolve an error "
      "that the right reversal makes on this mesh too, so it need not come from the reversal under "
      "test",
      describe(*reason.test), reason.test->allowed);
}

std::string control_failed(const Reason& reason) {
  return describe(*reason.test) +
         ": the control failed: this many particles resolve an error of the mesh or of the time "
         "steps in the forward run, where nothing is reversed";
}

std::string invisible_error(const Reason& reason) {
  const MarginalTest& test = reason.test->test;
  return fmt::format("{}: an error of the {} changes nothing there", place(test),
                     test.road == Road::joint ? "noise" : "score");
}

std::string sensitivity_not_reached(const Reason& reason, double detectable,
                                    const Sampler& sampler) {
  std::string text = fmt::format(
      "{}: an error of the score of {:.2g} or more would have been seen, validation.sensitivity "
      "asks for {:.2g}",
      place(reason.test->test), detectable, sampler.sensitivity);
  if (reason.remedies.front().lever != validation::Lever::particles)
    text += fmt::format(": {} is more than half of what that error changes in the density, {:.2g}",
                        numerical_error(reason), reason.wanted_size);
  return text;
}

std::string road_missed(const LawTest& test) {
  return fmt::format("{}: error {:.2g}, limit {:.2g} ({})", place(test), test.error, test.limit,
                     traits_of(test.road).exact
                         ? "the steps of the solver and their transposes disagree"
                         : "more than halving mesh and steps explains: the reversal is wrong, or "
                           "the mesh or the steps are too coarse");
}

std::string not_finite(const MarginalTest& test) {
  return fmt::format(
      "{}: the comparison is not a number (chi2 {}, dof {}, p {}, allowance {}, R {})", place(test),
      test.chi2, test.dof, test.p_value, test.allowance.noncentrality, test.reference);
}

std::string rejection_text(const AssessedTest& test, Rule rule) {
  const auto meaning = [&]() -> std::string_view {
    switch (rule) {
      case Rule::unlike_prediction:
        return ": the particles do not follow the law that the right reversal has with the same "
               "time steps and tables";
      case Rule::as_predicted:
        return ": the particles miss the density as the right reversal does with the same time "
               "steps and tables, so this does not come from the reversal";
      case Rule::beyond_refinement:
        return ", beyond what mesh and time steps can explain";
      default:
        return ", although numerical error is allowed for";
    }
  };
  return describe(test).append(meaning());
}

std::string single_bin(const Reason& reason, const Sampler& sampler) {
  return fmt::format("{}: with {} particles there is a single bin, so no test",
                     place(reason.test->test), count_text(sampler.particles, 3));
}

std::string road_blind(const LawTest& test) {
  return fmt::format("{}: limit {:.2g}, which lets any law pass, so this road cannot judge",
                     place(test), test.limit);
}

std::string no_survivors(const Reason& reason, const Sampler& sampler) {
  return fmt::format(
      "{}, but of {} particles that run forward none survives to time.end (absorption leaves a "
      "share of {:.1e}), so no forward control could tell an error of the time steps from one of "
      "the reversal",
      rejection_text(*reason.test, *reason.overruled), count_text(sampler.particles, 3),
      sampler.surviving);
}

/// The observation that led to the verdict; the remedies follow it in the message.
std::string finding(const validation::Verdict& verdict) {
  const Reason& reason = verdict.reason;
  switch (reason.rule) {
    case Rule::agreement:
      return fmt::format("none of {} tests of the particles disagrees", reason.comparisons);
    case Rule::unlike_prediction:
    case Rule::as_predicted:
    case Rule::beyond_refinement:
    case Rule::beyond_allowance:
      return rejection_text(*reason.test, reason.rule);
    case Rule::single_bin:
      return single_bin(reason, verdict.sampler);
    case Rule::invisible_error:
      return invisible_error(reason);
    case Rule::large_numerical_error:
      return large_numerical_error(reason);
    case Rule::too_little_power:
      return too_little_power(reason);
    case Rule::not_attributable:
      return not_attributable(reason);
    case Rule::allowance_was_raised:
      return allowance_was_raised(reason);
    case Rule::control_failed:
      return control_failed(reason);
    case Rule::road_missed:
      return road_missed(*reason.law);
    case Rule::road_blind:
      return road_blind(*reason.law);
    case Rule::sensitivity_not_reached:
      return sensitivity_not_reached(reason, verdict.detectable_score_error, verdict.sampler);
    case Rule::end_not_carried:
      return "the noise vanishes at an end of the mesh, and the density beside it may have an "
             "error "
             "that particles share: the lines above the table name the end";
    case Rule::no_survivors:
      return no_survivors(reason, verdict.sampler);
    case Rule::no_test_at_stop:
      return "the ensemble has no comparison at the end of its way back";
    case Rule::not_finite:
      return not_finite(reason.test->test);
  }
  return "";
}

std::string untested(std::string_view term, double needed) {
  return fmt::format(
      "the {} term was not tested: without half of it the density would change too little to be "
      "seen with {}",
      term,
      std::isfinite(needed) ? fmt::format("fewer than {} particles", count_text(needed, 2))
                            : "any number of particles");
}

std::string remark_text(const validation::Remark& remark) {
  switch (remark.caveat) {
    case Caveat::marginals_only:
      return "marginals were tested, one time at a time, not the joint law of two times (which "
             "validation.joint_times asks for)";
    case Caveat::control_not_run:
      return "the forward control was not run";
    case Caveat::divergence_not_tested:
      return untested("divergence", remark.particles);
    case Caveat::drift_not_tested:
      return untested("drift", remark.particles);
    case Caveat::road_within_limit:
      return fmt::format("{}: within {:.2g} (limit {:.2g})", name_of(remark.law->road),
                         remark.law->error, remark.law->limit);
    case Caveat::road_beyond_limit:
      return road_missed(*remark.law);
  }
  return "";
}

std::string explanation(const std::vector<validation::TermError>& errors) {
  std::vector<std::string> terms;
  for (const validation::TermError& e : errors)
    terms.push_back(
        fmt::format("{} × {:.4g} (from {:.4g} to {:.4g})", e.term, e.factor, e.lower, e.upper));
  return fmt::format("the test functions look like {}", fmt::join(terms, ", or "));
}

}  // namespace

VerdictMessage message_of(const validation::Verdict& verdict) {
  VerdictMessage message{finding(verdict), {}};
  const std::string change = remedies_text(verdict.reason.remedies, verdict.sampler);
  if (!change.empty()) message.reason += ": " + change;
  if (!verdict.explained_by.empty()) message.remarks.push_back(explanation(verdict.explained_by));
  for (const auto& remark : verdict.remarks) message.remarks.push_back(remark_text(remark));
  return message;
}

}  // namespace loschmidt::judgement
