// What a run computes, stage by stage, once its input was found good. The story in app/pipeline.cpp
// and the refinements of app/converge.cpp share it.
#pragma once

#include <optional>
#include <vector>

#include "app/judgement/error_sources.hpp"
#include "app/judgement/exact_errors.hpp"
#include "app/judgement/joint_comparison.hpp"
#include "app/judgement/law_comparison.hpp"
#include "app/judgement/score_errors.hpp"
#include "app/judgement/sensitivity.hpp"
#include "app/judgement/verdict_stage.hpp"
#include "app/open_run.hpp"
#include "app/roads/density_stage.hpp"

namespace loschmidt {

/// The roads asked for, compared at every stop.
struct Roads {
  std::vector<LawComparison> laws;
  std::vector<Comparison> ensembles;
  std::vector<JointComparison> joint;
  std::optional<ErrorBudget> budget{};  // of the reverse ensemble
};

struct Results {
  Evolved evolved;
  std::vector<ErrorNorms> errors;  // per snapshot, where there is a closed form
  ChosenParticles particles;
  Roads roads;
  Verdict verdict;
  ScoreErrors scores;
};

/// Density, score, roads, verdict, into the run file, which is closed, and verdict.json.
/// Collective. Errors: whatever goes wrong after the input was found good is the numerics' fault
/// (exit code 3) or that of output (4).
Results carry_out(const Setup& setup, Job& job, const RunOutput& output);

}  // namespace loschmidt
