// The comparison of a dataset of real numbers, by the largest difference and the L1 difference.
#pragma once

#include <string>

#include "app/compare/comparison_table.hpp"
#include "app/compare/run_pair.hpp"
#include "app/compare/tolerances.hpp"

namespace loschmidt::comparison {

/// The rows of a dataset, with its worst place. Both files must have it, with one shape. In a
/// series every snapshot that both files have is compared with limits from its own norms, and the
/// worst is reported; NaN there differs even from NaN. Any other dataset is compared as a whole;
/// NaN in both means "nothing here" and is equal.
ComparisonRows compare_field(const RunPair& pair, const std::string& path, Tolerance tolerance);

}  // namespace loschmidt::comparison
