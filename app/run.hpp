// What the stages share while a run goes on.
#pragma once

#include <mpi.h>

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
  const RunDirectory& directory;
  const RunContents& contents;
  RunFile& file;
  Progress& progress;
};

}  // namespace loschmidt
