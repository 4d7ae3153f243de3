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

namespace loschmidt {

/// Groups of /compare.
RoadComparison to_record(const LawComparison& comparison, int dimension);
RoadComparison to_record(const Comparison& comparison, int dimension);
RoadComparison to_record(const std::vector<JointComparison>& comparisons, double earlier_time);
RoadComparison to_record(const ScoreErrors& errors);

/// /verdict, without the number of particles, the error budget and the divergence of the start.
VerdictRecord to_record(const Verdict& verdict);

/// One JSON object, for /verdict.
std::string to_json(const ErrorBudget& budget);

}  // namespace loschmidt
