// The summary that a run prints to stdout: the comparison at every stop, and the verdict.
#pragma once

#include <string>
#include <string_view>

#include "app/judgement/verdict_stage.hpp"

namespace loschmidt::app {

/// The tables of comparisons, with explanations of their columns.
std::string summary_table(const setup::Setup& setup, const judgement::Comparisons& comparisons);

/// A sentence with the smallest relative score error that would have been detected; infinite: none
/// would have been.
std::string sensitivity_text(double detectable_score_error);

/// The verdict as text: "verdict: VERIFIED" and the reason on a line of its own, "verdict:
/// FALSIFIED (reason)" or "verdict: UNDECIDED (reason)"; then sensitivity_text, and a line per
/// remark.
std::string verdict_text(const validation::Verdict& verdict);

/// The word for an outcome, such as "VERIFIED".
std::string_view word_of(validation::Outcome outcome);

}  // namespace loschmidt::app
