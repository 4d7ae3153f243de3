// loschmidt: does a reverse-time SDE really run a diffusion backward? The story is
// app/pipeline.cpp.
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

using namespace loschmidt;

namespace {
std::string joined(int argc, char** argv) {
  std::string text = argv[0];
  for (int i = 1; i < argc; ++i) text += std::string(" ") + argv[i];
  return text;
}

int answer(const CommandLine& command, const std::string& mistake, const std::string& text) {
  try {
    if (!mistake.empty()) throw Failure(input_error, mistake);
    if (command.command == CommandLine::Command::run)
      return run_case(MPI_COMM_WORLD, command, text);
    if (command.command == CommandLine::Command::converge)
      return converge_case(MPI_COMM_WORLD, command, text);
    if (command.command == CommandLine::Command::compare)
      return compare_runs(MPI_COMM_WORLD, command.compare);
    if (command.command == CommandLine::Command::info) return show_info(MPI_COMM_WORLD, command);
    return show_message(MPI_COMM_WORLD, command);
  } catch (const std::exception& e) {
    return report_failure(MPI_COMM_WORLD, e);
  }
}
}  // namespace

int main(int argc, char** argv) {
  CommandLine command;
  std::string mistake;
  try {
    command = parse_command_line(argc, argv, version_text());
  } catch (const std::exception& e) {
    mistake = error_text(e);
  }
  // From the start: a signal that comes early is a wish to stop too.
  const bool stops = command.command == CommandLine::Command::run && !command.dry_run;
  if (stops) listen_for_signals();
  std::optional<SessionDirectory> session_directory;
  if (!launched(environ)) {
    settle_for_one_rank();
    session_directory.emplace();
  }
  try {
    const petsc::Session session(command.petsc_options);
    if (stops) listen_for_signals();  // PETSc has taken SIGTERM
    return answer(command, mistake, joined(argc, argv));
  } catch (const std::exception& e) {  // PETSc did not start, so neither did anything else
    print_message(error_text(e));
    return input_error;
  }
}
