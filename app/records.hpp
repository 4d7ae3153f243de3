// Comparisons and the verdict as the run file and verdict.json keep them: docs/format.md.
#pragma once

#include <string>
#include <vector>

#include "app/judgement/error_sources.hpp"
#include "app/judgement/joint_comparison.hpp"
#include "app/judgement/law_comparison.hpp"
#include "app/judgement/score_errors.hpp"
#include "app/judgement/verdict_stage.hpp"
#include "output/run_record.hpp"

namespace loschmidt::app {

/// Groups of /compare.
output::RoadComparison to_record(const judgement::LawComparison& comparison, int dimension);
output::RoadComparison to_record(const judgement::Comparison& comparison, int dimension);
output::RoadComparison to_record(const std::vector<judgement::JointComparison>& comparisons,
                                 double earlier_time);
output::RoadComparison to_record(const judgement::ScoreErrors& errors);

/// /verdict, without the number of particles, the error budget and the divergence of the start.
output::VerdictRecord to_record(const validation::Verdict& verdict);

/// One JSON object, for /verdict.
std::string to_json(const validation::ErrorBudget& budget);

}  // namespace loschmidt::app
