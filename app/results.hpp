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

namespace loschmidt::app {

/// The roads asked for, compared at every stop.
struct Roads {
  std::vector<judgement::LawComparison> laws;
  std::vector<judgement::Comparison> ensembles;
  std::vector<judgement::JointComparison> joint;
  std::optional<validation::ErrorBudget> budget{};  // of the reverse ensemble
};

struct Results {
  roads::Evolved evolved;
  std::vector<judgement::ErrorNorms> errors;  // per snapshot, where there is a closed form
  judgement::ChosenParticles particles;
  Roads roads;
  validation::Verdict verdict;
  judgement::ScoreErrors scores;
};

/// Density, score, roads, verdict, into the run file, which is closed, and verdict.json.
/// Collective. Errors: whatever goes wrong after the input was found good is the numerics' fault
/// (exit code 3) or that of output (4).
Results carry_out(const setup::Setup& setup, job::Job& job, const RunOutput& output);

}  // namespace loschmidt::app
