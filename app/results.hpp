// The stages of a run after its input was checked, and their results. app/pipeline.cpp and the
// levels of app/converge.cpp share them.
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

/// The comparisons, at every stop, of the roads that the case asks for.
struct Roads : judgement::Comparisons {
  std::optional<validation::ErrorBudget> budget{};  // of the reverse ensemble
};

/// All results of a run.
struct Results {
  roads::Evolved evolved;
  std::vector<judgement::ErrorNorms> errors;  // per snapshot, where there is a closed form
  judgement::ChosenParticles particles;
  Roads roads;
  validation::Verdict verdict;
  judgement::ScoreErrors scores;
};

/// Computes density, score, roads and verdict, and writes them to the run file, which is closed,
/// and to verdict.json. Collective. Errors: since the input was checked, a failure is numerical
/// (exit code 3) or of the output (4).
Results carry_out(const setup::Setup& setup, job::Job& job, const RunOutput& output);

}  // namespace loschmidt::app
