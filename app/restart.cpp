#include "app/restart.hpp"

#include <fmt/format.h>

#include <system_error>

#include "app/case/changed_keys.hpp"
#include "output/read_run.hpp"
#include "parallel/collective.hpp"
#include "parallel/failure.hpp"
#include "parallel/input_error.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::app {

namespace {

void refuse_changes(const std::string& before, const std::string& now,
                    const std::filesystem::path& place) {
  const std::string keys = input::changed_keys(before, now);
  if (!keys.empty())
    throw parallel::InputError(fmt::format(
        "--restart: the run in {} differs from this case in {} (what is computed there belongs to "
        "another case): set it back, leave out --restart, or choose another directory with -o",
        place.string(), keys));
}

}  // namespace

std::optional<int> code_of_complete_run(MPI_Comm comm, const output::RunDirectory& directory,
                                        const output::RunHeader& header) {
  int code = -1;
  parallel::agree(comm, [&] {
    std::error_code ignored;
    if (!parallel::is_root(comm) || !std::filesystem::exists(directory.verdict_file(), ignored))
      return;
    const auto ended = output::read_ending(directory.run_file());
    if (!ended) return;
    refuse_changes(ended->resolved_text, header.resolved_text, directory.path());
    code = ended->verified > 0    ? parallel::verified
           : ended->verified == 0 ? parallel::falsified
                                  : parallel::undecided;
  });
  MPI_Bcast(&code, 1, MPI_INT, 0, comm);
  return code < 0 ? std::nullopt : std::optional(code);
}

namespace {

output::CheckpointOrigin origin_of(MPI_Comm comm, const output::RunHeader& header) {
  return {header.resolved_text, header.software_version + " " + header.git_commit,
          parallel::ranks_in(comm)};
}

job::Journal journal_of(MPI_Comm comm, const output::CheckpointOrigin& origin,
                        const setup::Setup& setup, const job::StopRequest& request,
                        const output::Checkpoint& checkpoint, output::Records known) {
  return {comm,
          std::move(checkpoint),
          origin,
          std::move(known),
          {setup.settings.output.checkpoint, request}};
}

void refuse_another(const output::CheckpointOrigin& before, const output::CheckpointOrigin& now,
                    bool same_on_any_ranks) {
  if (before.version != now.version)
    throw parallel::InputError(fmt::format(
        "--restart: the checkpoint is of loschmidt {} (this is {}, whose results may differ in "
        "their last digits): use that program, or leave out --restart",
        before.version, now.version));
  if (!same_on_any_ranks && before.ranks != now.ranks)
    throw parallel::InputError(fmt::format(
        "--restart: the checkpoint was written on {} ranks (implicit methods go on to the same "
        "bits only on as many): start {} ranks, or leave out --restart",
        before.ranks, before.ranks));
}

std::string restart_text(const job::Journal& journal, const output::RunDirectory& directory,
                         const output::Checkpoint& checkpoint, bool damaged) {
  const std::string place = directory.path().string();
  const std::string moved =
      damaged ? fmt::format(" (its files were moved to {})", checkpoint.unreadable().string()) : "";
  if (!journal.continues())
    return fmt::format("restart: nothing to continue in {}{}, starting from the beginning", place,
                       damaged ? " but a checkpoint that cannot be read" + moved : "");
  return fmt::format("restart: going on from the checkpoint in {}{}", place,
                     damaged ? ", a damaged part of which is computed again" + moved : "");
}

}  // namespace

ContinuedJournal continued_journal(MPI_Comm comm, const output::RunDirectory& directory,
                                   const output::RunHeader& header, const setup::Setup& setup,
                                   const job::StopRequest& request) {
  const output::Checkpoint checkpoint(directory.path());
  const output::CheckpointOrigin now = origin_of(comm, header);
  output::Checkpoint::Found found;
  parallel::agree(comm, [&] {
    if (!parallel::is_root(comm)) return;
    if (const auto before = checkpoint.origin()) {
      refuse_changes(before->resolved_text, now.resolved_text, directory.path());
      refuse_another(*before, now, solver::traits_of(setup.method.method).same_on_any_ranks);
      found = checkpoint.read();
    } else {
      found.damaged = checkpoint.set_aside(0) > 0;  // its case is unknown
    }
  });
  job::Journal journal =
      journal_of(comm, now, setup, request, checkpoint, std::move(found.records));
  std::string words = restart_text(journal, directory, checkpoint, found.damaged);
  return {std::move(journal), std::move(words)};
}

job::Journal new_journal(MPI_Comm comm, const output::RunDirectory& directory,
                         const output::RunHeader& header, const setup::Setup& setup,
                         const job::StopRequest& request) {
  const output::Checkpoint checkpoint(directory.path());
  parallel::on_root(comm, [&] { checkpoint.remove(); });
  return journal_of(comm, origin_of(comm, header), setup, request, checkpoint, {});
}

}  // namespace loschmidt::app
