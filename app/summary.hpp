// What a run says on stdout: the comparison at every stop, and the verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/judgement/verdict_stage.hpp"

namespace loschmidt {

std::string summary_table(const Setup& setup, const std::vector<LawComparison>& laws,
                          const std::vector<Comparison>& comparisons,
                          const std::vector<JointComparison>& joint);

/// What an error of the score would have to be to be seen; infinite: nothing would be.
std::string sensitivity_text(double detectable_score_error);

/// "verdict: VERIFIED", "verdict: FALSIFIED (reason)" or "verdict: UNDECIDED (reason)", then a
/// line with what would have been seen, and one per remark.
std::string verdict_text(const Verdict& verdict);

/// "VERIFIED".
std::string_view word_of(Outcome outcome);

}  // namespace loschmidt
