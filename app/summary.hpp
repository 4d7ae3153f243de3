// What a run says on stdout: the comparison at every stop, and the verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/verdict_stage.hpp"

namespace loschmidt {

std::string summary_table(const Run& run, const std::vector<LawComparison>& laws,
                          const std::vector<Comparison>& comparisons,
                          const std::vector<JointComparison>& joint);

/// "verdict: VERIFIED", "verdict: FALSIFIED (reason)" or "verdict: UNDECIDED (reason)", then a line
/// per remark.
std::string verdict_text(const Verdict& verdict);

/// "VERIFIED".
std::string_view word_of(Outcome outcome);

}  // namespace loschmidt
