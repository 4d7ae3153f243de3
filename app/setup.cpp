#include "app/setup.hpp"

#include <algorithm>
#include <utility>

#include "app/formula_check.hpp"
#include "app/resolved.hpp"
#include "app/stencils.hpp"
#include "app/version.hpp"
#include "solver/petsc.hpp"

namespace loschmidt {

bool is_root(MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank == 0;
}

Setup::Setup(MPI_Comm comm, Case c)
    : settings(std::move(c)), problem(settings), plan(make_plan(settings, problem)), method{} {
  check_formulas(comm, settings, problem, plan);
  plan.stencils = find_stencils(comm, settings, problem, plan);
  if (!std::holds_alternative<SolverScore>(settings.reverse.score))
    given_score.emplace(comm, settings, problem, plan);
  settings.time.stop = plan.reverse_stops.back();
  method = method_of(comm, settings, problem, plan);
}

std::filesystem::path output_directory(const std::optional<std::filesystem::path>& given,
                                       const Case& c) {
  if (given) return *given;
  if (c.output.directory) return *c.output.directory;
  return std::filesystem::path("output") / "runs" / c.name;
}

RunHeader header_of(const Case& c, const std::string& command_text) {
  RunHeader header;
  header.title = c.title;
  header.reference = c.reference;
  header.software_version = software_version;
  header.git_commit = git_commit;
  header.petsc_version = petsc::version();
  header.seed = c.reverse.seed;
  header.command_line = command_text;
  header.case_text = c.text;
  header.resolved_text = resolved_toml(c);
  return header;
}

namespace {

RunContents contents_of(const Case& c) {
  RunContents contents;
  contents.density = c.output.fields.contains("density");
  contents.score = c.output.fields.contains("score");
  contents.current = c.output.fields.contains("current");
  contents.survival =
      std::ranges::find(c.mesh.boundary, Boundary::absorbing) != c.mesh.boundary.end();
  contents.exact = c.exact.has_value();
  contents.forward_counts = c.validation.forward;
  contents.chain = c.validation.chain;
  contents.fokker_planck = c.validation.fokker_planck;
  contents.reverse_counts = c.validation.ensemble;
  return contents;
}

RunDirectory without_verdict(RunDirectory directory) {
  directory.remove_verdict();
  return directory;
}

}  // namespace

OpenRun::OpenRun(MPI_Comm comm, const Setup& setup, const std::filesystem::path& directory,
                 const std::string& command_text, bool quiet)
    : directory_(without_verdict(RunDirectory(comm, directory))),
      contents_(contents_of(setup.settings)),
      file_(comm, directory_.run_file(), setup.problem.mesh,
            header_of(setup.settings, command_text),
            {setup.plan.snapshots, setup.plan.reverse_stops}, contents_),
      progress_(is_root(comm) && !quiet),
      run_{comm,       setup.settings, setup.problem, setup.plan, setup.method,
           directory_, contents_,      file_,         progress_,  setup.given_score} {}

}  // namespace loschmidt
