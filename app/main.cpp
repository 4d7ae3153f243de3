// The program loschmidt, which tests whether a reverse-time SDE really runs a diffusion backward.
// The stages of a run are in app/pipeline.cpp.
#include <unistd.h>

#include <optional>
#include <string>

#include "app/command_line.hpp"
#include "app/job/launch.hpp"
#include "app/job/session_directory.hpp"
#include "app/job/signals.hpp"
#include "app/version_text.hpp"
#include "parallel/error_text.hpp"
#include "parallel/failure.hpp"
#include "solver/petsc.hpp"

namespace app = loschmidt::app;
namespace job = loschmidt::job;
namespace parallel = loschmidt::parallel;
namespace solver = loschmidt::solver;

namespace {
int answer(const app::CommandLine& line, const std::string& mistake) {
  try {
    if (!mistake.empty()) throw parallel::Failure(parallel::input_error, mistake);
    return line.command(MPI_COMM_WORLD);
  } catch (const std::exception& e) {
    return parallel::report_failure(MPI_COMM_WORLD, e);
  }
}
}  // namespace

int main(int argc, char** argv) {
  app::CommandLine line;
  std::string mistake;
  try {
    line = app::parse_command_line(argc, argv, app::version_text());
  } catch (const std::exception& e) {
    mistake = parallel::error_text(e);
  }
  // Signals are noted from the start, so that an early one is a request to stop too.
  if (line.stoppable) job::listen_for_signals();
  std::optional<job::SessionDirectory> session_directory;
  if (!job::launched(environ)) {
    job::configure_singleton_mpi();
    session_directory.emplace();
  }
  try {
    const solver::petsc::Session session(line.petsc_options);
    if (line.stoppable) job::listen_for_signals();  // PETSc has replaced the handler of SIGTERM
    return answer(line, mistake);
  } catch (const std::exception& e) {  // PETSc did not start, so nothing did
    parallel::print_message(parallel::error_text(e));
    return parallel::input_error;
  }
}
