#include "app/summary.hpp"

#include <fmt/format.h>

#include <cmath>

#include "app/judgement/verdict_message.hpp"

namespace loschmidt::app {

namespace {

std::string law_table(const std::vector<judgement::LawComparison>& laws) {
  if (laws.empty()) return "";
  std::string text = fmt::format("{:<13} {:>11} {:>10} {:>10}\n", "road", "time", "error", "limit");
  for (const judgement::LawComparison& law : laws)
    for (std::size_t k = 0; k < law.times.size(); ++k)
      text += fmt::format("{:<13} {:>11.6g} {:>10.2e} {:>10.2e}\n", validation::name_of(law.road),
                          law.times[k], law.errors[k], law.limits[k]);
  return text + "  error: L1 distance to the forward density; limit: largest error that passes\n";
}

std::string row(std::string_view road, double time, const validation::CountComparison& c) {
  return fmt::format("{:<10} {:>11.6g} {:>10.1f} {:>6.0f} {:>9.1f} {:>9.2g} {:>10.3e} {:>10.3e}\n",
                     road, time, c.chi2, c.dof, c.noncentrality, c.p_value, c.total_variation,
                     c.total_variation_floor + 4 * c.total_variation_sd);
}

std::string directed_table(const std::vector<judgement::DirectedComparison>& tests) {
  if (tests.empty()) return "";
  std::string text =
      fmt::format("{:<14} {:>10} {:>11} {:>10} {:>9} {:>8} {:>9} {:>10}\n", "test function",
                  "predicted", "difference", "std error", "allowed", "z", "p", "variance /");
  for (const judgement::DirectedComparison& t : tests)
    text +=
        fmt::format("{:<14} {:>10.3e} {:>11.3e} {:>10.2e} {:>9.1e} {:>8.2f} {:>9.2g} {:>10.3g}\n",
                    t.function, t.predicted, t.observed - t.predicted, t.standard_error, t.allowed,
                    t.z, t.p_value, t.variance_factor);
  return text +
         "  predicted: expectation at stop for the right reversal with these steps, found without\n"
         "  particles, in standard deviations of the function; difference: observed less "
         "predicted;\n"
         "  allowed: bias that is allowed for; variance /: factor that the control variate takes "
         "out\n";
}

}  // namespace

std::string summary_table(const setup::Setup& setup, const judgement::Comparisons& comparisons) {
  std::string text = law_table(comparisons.laws);
  text += fmt::format("{:<10} {:>11} {:>10} {:>6} {:>9} {:>9} {:>10} {:>10}\n", "road", "time",
                      "chi2", "dof", "allowed", "p", "TV", "floor+4sd");
  for (const judgement::Comparison& c : comparisons.ensembles)
    for (std::size_t k = 0; k < c.times.size(); ++k)
      text += row(validation::name_of(c.road), c.times[k], c.marginals[k]);
  for (const judgement::JointComparison& c : comparisons.joint)
    text += row(validation::name_of(validation::Road::joint), setup.plan.joint_times[0], c.counts);
  return text +
         "  chi2: particle counts against the density, or against the law predicted for the right\n"
         "  reversal with these steps; dof: degrees of freedom; allowed: "
         "noncentrality that numerical error may cause\n  p: probability of a chi2 at least as "
         "large "
         "by chance; TV: total variation distance\n  floor+4sd: mean of TV by chance alone, plus "
         "four standard deviations\n" +
         directed_table(comparisons.directed);
}

std::string_view word_of(validation::Outcome outcome) {
  switch (outcome) {
    case validation::Outcome::verified:
      return "VERIFIED";
    case validation::Outcome::falsified:
      return "FALSIFIED";
    case validation::Outcome::undecided:
      return "UNDECIDED";
  }
  return "UNDECIDED";
}

std::string sensitivity_text(double detectable_score_error) {
  if (!std::isfinite(detectable_score_error))
    return "no error of the score would have been seen, however large";
  return fmt::format(
      "a score wrong by {:.2g} % or more, everywhere and at all times, would have been falsified "
      "with probability 0.99",
      100 * detectable_score_error);
}

std::string verdict_text(const validation::Verdict& verdict) {
  const judgement::VerdictMessage message = judgement::message_of(verdict);
  const bool verified = verdict.outcome == validation::Outcome::verified;
  std::string text = fmt::format("verdict: {}", word_of(verdict.outcome));
  text +=
      verified ? fmt::format("\n  {}\n", message.reason) : fmt::format(" ({})\n", message.reason);
  text += fmt::format("  {}\n", sensitivity_text(verdict.detectable_score_error));
  for (const auto& remark : message.remarks) text += fmt::format("  {}\n", remark);
  return text;
}

}  // namespace loschmidt::app
