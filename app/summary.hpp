// What a run says on stdout: the comparison at every stop, and the verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/judgement/verdict_stage.hpp"

namespace loschmidt::app {

std::string summary_table(const setup::Setup& setup,
                          const std::vector<judgement::LawComparison>& laws,
                          const std::vector<judgement::Comparison>& comparisons,
                          const std::vector<judgement::JointComparison>& joint);

/// What an error of the score would have to be to be seen; infinite: nothing would be.
std::string sensitivity_text(double detectable_score_error);

/// "verdict: VERIFIED", "verdict: FALSIFIED (reason)" or "verdict: UNDECIDED (reason)", then a
/// line with what would have been seen, and one per remark.
std::string verdict_text(const validation::Verdict& verdict);

/// "VERIFIED".
std::string_view word_of(validation::Outcome outcome);

}  // namespace loschmidt::app
