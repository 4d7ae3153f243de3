// What the stages share while a run goes on.
#pragma once

#include <mpi.h>

#include <optional>

#include "app/given_score.hpp"
#include "app/method.hpp"
#include "app/plan.hpp"
#include "app/progress.hpp"
#include "output/run_directory.hpp"
#include "output/run_file.hpp"

namespace loschmidt {

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

}  // namespace loschmidt
