// The error of one term of the reversal that would explain what directed tests found: theory.md,
// "What a falsified reversal looks like".
#pragma once

#include <vector>

#include "app/judgement/directed_comparison.hpp"
#include "validation/reason.hpp"

namespace loschmidt::judgement {

/// Returns the errors of single terms (score, drift, divergence) that explain all reliable
/// comparisons and are known not to be 0.
std::vector<validation::TermError> explaining_errors(
    const std::vector<DirectedComparison>& comparisons);

}  // namespace loschmidt::judgement
