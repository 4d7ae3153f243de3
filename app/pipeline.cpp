#include "app/pipeline.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "app/case/case_file.hpp"
#include "app/case/resolved.hpp"
#include "app/job/stop_request.hpp"
#include "app/judgement/verdict_message.hpp"
#include "app/open_run.hpp"
#include "app/restart.hpp"
#include "app/results.hpp"
#include "app/setup/estimate.hpp"
#include "app/setup/setup.hpp"
#include "app/summary.hpp"
#include "parallel/failure.hpp"
#include "parallel/output_error.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::app {

namespace {

// The lines above the summary: methods, number of particles, and mass that was cut off or absorbed.
// Collective.
std::string preface_text(const setup::Setup& setup, const Results& results) {
  const roads::Evolved& evolved = results.evolved;
  const double survivors = roads::surviving_mass(evolved.forward.density);
  std::string text =
      fmt::format("time integrator: {}\nparticle scheme: {}\n", setup::describe(setup.method),
                  setup::scheme_text(setup.settings, setup.plan.reverse));
  if (!results.particles.explanation.empty()) text += results.particles.explanation + '\n';
  const double end = setup.settings.time.end;
  if (setup.problem.initial.cut_off > 0)
    text += fmt::format("initial mass outside the mesh, cut off: {:.1e}\n",
                        setup.problem.initial.cut_off);
  for (const std::string& line :
       setup::uncarried_ends(setup.settings, setup.problem.sde, setup.problem.ends))
    text += line + '\n';
  if (setup.problem.mesh.absorbing())
    text += fmt::format("mass that survives to t = {:.6g}: {:.6g}\n", end, survivors);
  if (!evolved.reverse.start) return text;
  text += fmt::format("KL(density at t = {:.6g} || reverse.start): {:.3g}\n", end,
                      evolved.reverse.start->divergence);
  if (evolved.reverse.start->cut_off > 0)
    text += fmt::format("mass of reverse.start where that density underflows, cut off: {:.1e}\n",
                        evolved.reverse.start->cut_off);
  return text;
}

// Prints the summary of a run on rank 0. Collective.
void print_results(const setup::Setup& setup, job::Job& job, const output::RunDirectory& directory,
                   const Results& results) {
  const Roads& roads = results.roads;
  const std::string preface = preface_text(setup, results);
  if (!parallel::is_root(job.comm)) return;
  fmt::print(
      "{}{}{}{}{}", preface, summary_table(setup, roads), judgement::score_table(results.scores),
      roads.budget ? judgement::budget_table(*roads.budget, setup.plan.reverse_stops.back()) : "",
      verdict_text(results.verdict));
  fmt::print("open in ParaView: {}\nverdict and comparison: {}\neverything: {}\n",
             directory.xdmf_file().string(), directory.verdict_file().string(),
             directory.run_file().string());
  std::fflush(stdout);
}

int say_complete(MPI_Comm comm, const output::RunDirectory& directory, int code) {
  if (parallel::is_root(comm))
    fmt::print("complete already, nothing to restart\nverdict and comparison: {}\n",
               directory.verdict_file().string());
  return code;
}

// The progress, shown and logged by rank 0; a continued run appends to the log. Collective.
job::Progress progress_of(MPI_Comm comm, const RunCommand& command, bool continued) {
  std::optional<job::Progress> progress;
  parallel::agree(comm, [&] {
    progress.emplace(parallel::is_root(comm) && !command.arguments.quiet,
                     parallel::is_root(comm) ? command.log : std::nullopt, continued);
  });
  return std::move(*progress);
}

// Opens and locks the directory of the run; waits until another run in it ends, or for a signal.
// After a signal the files of an earlier run are still unchanged.
output::RunDirectory directory_of(MPI_Comm comm, const CaseArguments& arguments,
                                  const input::Case& settings) {
  const auto path = output_directory(arguments.output_directory, settings);
  std::optional<output::RunDirectory> directory;
  bool gave_up = false;
  try {
    directory.emplace(comm, path, 30, [&] { return gave_up = job::StopRequest().asked() != 0; });
  } catch (const parallel::OutputError&) {
    MPI_Bcast(&gave_up, 1, MPI_CXX_BOOL, 0, comm);
    if (!gave_up) throw;
  }
  job::stop_if_asked(comm);
  return std::move(*directory);
}

int exit_code_of(validation::Outcome outcome) {
  switch (outcome) {
    case validation::Outcome::verified:
      return parallel::verified;
    case validation::Outcome::falsified:
      return parallel::falsified;
    case validation::Outcome::undecided:
      return parallel::undecided;
  }
  return parallel::undecided;
}

}  // namespace

int RunCommand::operator()(MPI_Comm comm) const {
  tune_malloc();
  input::Case settings = input::read_case(arguments.case_file, arguments.overrides);
  const job::StopRequest request(settings.output.max_walltime);
  parallel::Pauses pauses(comm, [&] { job::stop_if_asked(comm); });
  const setup::Setup setup(comm, std::move(settings), dry_run ? nullptr : &pauses);
  if (dry_run) {
    const std::string work = setup::estimate_text(comm, setup);
    if (parallel::is_root(comm)) fmt::print("{}{}", input::resolved_toml(setup.settings), work);
    return parallel::verified;
  }
  const output::RunHeader header = header_of(comm, setup.settings, arguments.command_text);
  const output::RunDirectory directory = directory_of(comm, arguments, setup.settings);
  if (restart)
    if (const auto code = code_of_complete_run(comm, directory, header))
      return say_complete(comm, directory, *code);
  auto [journal, message] =
      restart ? continued_journal(comm, directory, header, setup, request)
              : ContinuedJournal{new_journal(comm, directory, header, setup, request), ""};
  job::Progress progress = progress_of(comm, *this, journal.continues());  // after all refusals
  progress.note(message);
  OpenRun open(comm, setup, directory, header, std::move(progress), std::move(journal));
  const Results results = carry_out(setup, open.job(), open.output());
  print_results(setup, open.job(), directory, results);
  open.job().progress.conclude(std::string(word_of(results.verdict.outcome)),
                               judgement::message_of(results.verdict).reason);
  return exit_code_of(results.verdict.outcome);
}

}  // namespace loschmidt::app
