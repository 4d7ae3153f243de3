// What the stages share while a run goes on.
#pragma once

#include <mpi.h>

#include <optional>

#include "app/given_score.hpp"
#include "app/history_storage.hpp"
#include "app/journal.hpp"
#include "app/method.hpp"
#include "app/plan.hpp"
#include "app/progress.hpp"
#include "output/run_directory.hpp"
#include "output/run_file.hpp"
#include "solver/pauses.hpp"

namespace loschmidt {

struct Run {
  MPI_Comm comm;
  const Node& node;
  const Case& settings;
  const Problem& problem;
  const Plan& plan;
  const MethodChoice& method;
  const RunDirectory& directory;
  const RunContents& contents;
  RunFile& file;
  Progress& progress;
  Journal& journal;
  Pauses& pauses;  // where the journal pauses in the middle of a computation
  HistoryStorage& storage;
  const std::optional<GivenScore>& given_score;  // none: the solver's

  /// The same run with other settings, or by another plan, which must outlive it.
  Run with(const Case& c) const {
    return {comm,     node, c,        problem, plan,   method,  directory,
            contents, file, progress, journal, pauses, storage, given_score};
  }
  Run with(const Plan& p) const {
    return {comm,     node, settings, problem, p,      method,  directory,
            contents, file, progress, journal, pauses, storage, given_score};
  }
};

}  // namespace loschmidt
