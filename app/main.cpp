// The program loschmidt, which tests whether a reverse-time SDE really runs a diffusion backward.
// The stages of a run are in app/pipeline.cpp.
#include <unistd.h>

#include <optional>
#include <string>

#include "app/command_line.hpp"
#include "app/compare/compare.hpp"
#include "app/converge.hpp"
#include "app/job/launch.hpp"
#include "app/job/session_directory.hpp"
#include "app/job/signals.hpp"
#include "app/pipeline.hpp"
#include "parallel/error_text.hpp"
#include "parallel/failure.hpp"
#include "solver/petsc.hpp"

namespace app = loschmidt::app;
namespace comparison = loschmidt::comparison;
namespace job = loschmidt::job;
namespace parallel = loschmidt::parallel;
namespace solver = loschmidt::solver;

namespace {
std::string joined(int argc, char** argv) {
  std::string text = argv[0];
  for (int i = 1; i < argc; ++i) text += std::string(" ") + argv[i];
  return text;
}

int answer(const app::CommandLine& command, const std::string& mistake, const std::string& text) {
  try {
    if (!mistake.empty()) throw parallel::Failure(parallel::input_error, mistake);
    if (command.command == app::CommandLine::Command::run)
      return app::run_case(MPI_COMM_WORLD, command, text);
    if (command.command == app::CommandLine::Command::converge)
      return app::converge_case(MPI_COMM_WORLD, command, text);
    if (command.command == app::CommandLine::Command::compare)
      return comparison::compare_runs(MPI_COMM_WORLD, command.compare);
    if (command.command == app::CommandLine::Command::info)
      return app::show_info(MPI_COMM_WORLD, command);
    return app::show_message(MPI_COMM_WORLD, command);
  } catch (const std::exception& e) {
    return parallel::report_failure(MPI_COMM_WORLD, e);
  }
}
}  // namespace

int main(int argc, char** argv) {
  app::CommandLine command;
  std::string mistake;
  try {
    command = app::parse_command_line(argc, argv, app::version_text());
  } catch (const std::exception& e) {
    mistake = parallel::error_text(e);
  }
  // Signals are noted from the start, so that an early one is a request to stop too.
  const bool stops = command.command == app::CommandLine::Command::run && !command.run.dry_run;
  if (stops) job::listen_for_signals();
  std::optional<job::SessionDirectory> session_directory;
  if (!job::launched(environ)) {
    job::configure_singleton_mpi();
    session_directory.emplace();
  }
  try {
    const solver::petsc::Session session(command.petsc_options);
    if (stops) job::listen_for_signals();  // PETSc has replaced the handler of SIGTERM
    return answer(command, mistake, joined(argc, argv));
  } catch (const std::exception& e) {  // PETSc did not start, so nothing did
    parallel::print_message(parallel::error_text(e));
    return parallel::input_error;
  }
}
