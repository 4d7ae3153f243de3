// The conversion of comparisons and verdict to the records that the run file and verdict.json keep:
// docs/format.md.
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

/// The records of the groups of /compare.
output::RoadComparison to_record(const judgement::LawComparison& comparison, int dimension);
output::RoadComparison to_record(const judgement::Comparison& comparison, int dimension);
output::RoadComparison to_record(const std::vector<judgement::DirectedComparison>& comparisons);
output::RoadComparison to_record(const std::vector<judgement::JointComparison>& comparisons,
                                 double earlier_time);
output::RoadComparison to_record(const judgement::ScoreErrors& errors);

/// The record of /verdict, without the number of particles, the error budget and the divergence of
/// the start.
output::VerdictRecord to_record(const validation::Verdict& verdict);

/// The budget as one JSON object, for /verdict.
std::string to_json(const validation::ErrorBudget& budget);

}  // namespace loschmidt::app
