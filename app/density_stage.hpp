// The first half of the story: the density forward in time, kept at all times the way back needs
// and written at every snapshot.
#pragma once

#include <mpi.h>

#include <optional>

#include "app/given_score.hpp"
#include "app/method.hpp"
#include "app/plan.hpp"
#include "app/progress.hpp"
#include "output/run_directory.hpp"
#include "output/run_file.hpp"
#include "solver/density_history.hpp"

namespace loschmidt {

/// What the stages share while a run goes on.
struct Run {
  MPI_Comm comm;
  const Case& settings;
  const Problem& problem;
  const Plan& plan;
  const MethodChoice& method;
  const RunDirectory& directory;
  const RunContents& contents;
  RunFile& file;
  Progress& progress;
  const std::optional<GivenScore>& given_score;  // none: the solver's
};

/// Collective. Errors: std::runtime_error when mass is lost or a value is not finite.
DensityHistory evolve_density(const Run& run);

}  // namespace loschmidt
