// The rows of one dataset of real numbers: largest difference and L1, with the worst place.
#pragma once

#include <string>

#include "app/compare/comparison_table.hpp"
#include "app/compare/run_pair.hpp"
#include "app/compare/tolerances.hpp"

namespace loschmidt::comparison {

/// Both files have the dataset, with one shape. Of a series the snapshots that both have, each
/// held against its own norms, the worst reported; there NaN is a difference even to NaN. Of any
/// other dataset all of it, as one; there NaN may stand for "nothing here" in both.
ComparisonRows compare_field(const RunPair& pair, const std::string& path, Tolerance tolerance);

}  // namespace loschmidt::comparison
