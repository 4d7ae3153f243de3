#include "app/open_run.hpp"

#include <malloc.h>

#include <algorithm>
#include <utility>

#include "app/case/named_file.hpp"
#include "app/case/resolved.hpp"
#include "app/version.hpp"
#include "parallel/collective.hpp"
#include "parallel/failure.hpp"
#include "parallel/shares.hpp"
#include "solver/petsc.hpp"

namespace loschmidt::app {

void tune_malloc() {
  constexpr int large = 1 << 22;  // bytes; smaller arrays are faster without
  mallopt(M_MMAP_THRESHOLD, large);
  mallopt(M_TRIM_THRESHOLD, 16 * large);
}

std::filesystem::path output_directory(const std::optional<std::filesystem::path>& given,
                                       const input::Case& c) {
  if (given) return *given;
  if (c.output.directory) return *c.output.directory;
  return std::filesystem::path("output") / "runs" / c.source.name();
}

output::RunHeader header_of(MPI_Comm comm, const input::Case& c, const std::string& command_text) {
  output::RunHeader header;
  std::string contents;
  parallel::agree(comm, [&] {
    if (parallel::is_root(comm)) contents = input::contents_text(c);
  });
  header.title = c.description.title;
  header.reference = c.description.reference;
  header.software_version = software_version;
  header.git_commit = git_commit;
  header.petsc_version = solver::petsc::version();
  header.seed = c.reverse.seed;
  header.command_line = command_text;
  header.case_text = c.source.text;
  header.resolved_text = input::resolved_toml(c) + parallel::from_root(comm, contents);
  return header;
}

namespace {

output::RunContents contents_of(const input::Case& c) {
  output::RunContents contents;
  contents.density = c.output.fields.contains("density");
  contents.score = c.output.fields.contains("score");
  contents.current = c.output.fields.contains("current");
  contents.absorbing =
      std::ranges::find(c.mesh.boundary, meshes::Boundary::absorbing) != c.mesh.boundary.end();
  contents.exact = c.exact.has_value();
  contents.forward_counts = c.validation.asks(validation::Road::forward);
  contents.reverse_counts = c.validation.asks(validation::Road::ensemble);
  for (const validation::Road road : c.validation.roads)
    if (!validation::traits_of(road).particles)
      contents.laws.emplace(validation::traits_of(road).group);
  return contents;
}

// The new run file, under a temporary name until it is whole. So a killed run leaves no unreadable
// run file, and an earlier one stays unchanged if the new one cannot be made.
output::RunFile new_file(MPI_Comm comm, const setup::Setup& setup,
                         const output::RunDirectory& directory, const output::RunHeader& header,
                         const output::RunContents& contents) {
  return {comm,
          directory.new_run_file(),
          setup.problem.mesh,
          header,
          {setup.plan.snapshots, setup.plan.reverse_stops},
          contents,
          setup.settings.output.mpi_io_hints};
}

}  // namespace

OpenRun::OpenRun(MPI_Comm comm, const setup::Setup& setup, const output::RunDirectory& directory,
                 const output::RunHeader& header, job::Progress progress, job::Journal journal)
    : contents_(contents_of(setup.settings)),
      file_(new_file(comm, setup, directory, header, contents_)),
      progress_(std::move(progress)),
      journal_(std::move(journal)),
      pauses_(comm, [this] { journal_.pause(); }),
      node_(comm),
      storage_(node_, directory.path(),
               setup.settings.output.history_memory * job::bytes_per_megabyte),
      job_{comm, node_, progress_, journal_, pauses_, storage_},
      output_{directory, contents_, file_} {
  directory.remove_verdict();
  journal_.when_caught_up([this, &directory] { file_.move_to(directory.run_file()); });
  if (journal_.continues()) return;
  directory.remove_index();
  journal_.catch_up();
}

}  // namespace loschmidt::app
