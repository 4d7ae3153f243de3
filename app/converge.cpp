#include "app/converge.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

#include "app/case/case_file.hpp"
#include "app/convergence_measures.hpp"
#include "app/judgement/time_error.hpp"
#include "app/open_run.hpp"
#include "app/results.hpp"
#include "app/setup/setup.hpp"
#include "output/convergence_file.hpp"
#include "output/convergence_table.hpp"
#include "parallel/failure.hpp"
#include "parallel/output_error.hpp"
#include "parallel/shares.hpp"
#include "validation/observed_order.hpp"

namespace loschmidt::app {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

using Row = std::vector<double>;
using Setups = std::vector<std::unique_ptr<setup::Setup>>;

std::filesystem::path level_of(const std::filesystem::path& directory, int level) {
  return directory / fmt::format("level_{}", level);
}

// The setups of all levels. All use the time.stop and the time integrator that level 0 found.
Setups setups_of(MPI_Comm comm, const input::Case& c, const ConvergeCommand& command) {
  input::at_level(c, command.refinement,
                  command.levels - 1);  // throws if one is too large
  Setups setups;
  input::Case fixed = c;
  for (int level = 0; level < command.levels; ++level) {
    setups.push_back(
        std::make_unique<setup::Setup>(comm, input::at_level(fixed, command.refinement, level)));
    fixed.time.stop = setups[0]->settings.time.stop;
    fixed.solver.method = solver::traits_of(setups[0]->method.method).name;
  }
  const setup::Setup& first = *setups[0];
  if (command.refinement == input::Refinement::time &&
      !solver::has_time_error(first.method.method, first.problem.factor))
    throw input::case_error(
        c, "solver.method",
        "has no time steps to refine (the coefficients separate, and uniformization "
        "takes the whole time at once): use --in mesh, or solver.method = "
        "\"tr-bdf2\"");
  return setups;
}

double refinements(const setup::Setup& setup, input::Refinement refinement) {
  switch (refinement) {
    case input::Refinement::mesh:
      return setup.settings.mesh.cells[0];
    case input::Refinement::time:
      return judgement::steps_between(setup.settings, setup.settings.solver.steps,
                                      setup.plan.solver_times);
    case input::Refinement::steps:
      return static_cast<double>(setup.plan.reverse_steps.size() - 1);
    case input::Refinement::particles:
      return static_cast<double>(setup.settings.reverse.particles);
  }
  return none;
}

// Removes the files of an earlier run in the directory that this one would not replace.
void remove_earlier(MPI_Comm comm, const std::filesystem::path& directory, int levels) {
  parallel::agree(comm, [&] {
    if (!parallel::is_root(comm)) return;
    std::error_code error;
    std::filesystem::remove(directory / "converge.h5", error);
    for (int level = levels; !error && std::filesystem::exists(level_of(directory, level), error);
         ++level)
      std::filesystem::remove_all(level_of(directory, level), error);
    if (error)
      throw parallel::OutputError(
          fmt::format("cannot replace what is in {} ({}): check permissions", directory.string(),
                      error.message()));
  });
}

std::string_view words(input::Refinement refinement) {
  constexpr std::array<std::string_view, 4> names{"cells along x", "time steps of the density",
                                                  "steps of the particles", "particles"};
  return names[static_cast<std::size_t>(refinement)];
}

void append(output::ConvergenceRecord& record, std::vector<Measure> measures) {
  if (record.columns.empty())
    for (const Measure& m : measures) record.columns.push_back({m.name, m.long_name});
  for (std::size_t k = 0; k < measures.size(); ++k)
    record.columns[k].values.push_back(std::move(measures[k].row));
}

void add_orders(output::ConvergenceRecord& record) {
  const std::size_t levels = record.refinements.size();
  for (output::ConvergenceColumn& column : record.columns) {
    column.orders.assign(levels, Row(record.times.size(), none));
    for (std::size_t k = 0; k < record.times.size(); ++k) {
      Row errors;
      for (const Row& row : column.values) errors.push_back(row[k]);
      const Row orders = validation::observed_orders(record.refinements, errors);
      for (std::size_t level = 0; level < levels; ++level) column.orders[level][k] = orders[level];
    }
  }
}

void print_table(MPI_Comm comm, const output::ConvergenceRecord& record,
                 const std::filesystem::path& file) {
  if (!parallel::is_root(comm)) return;
  fmt::print("{}errors and orders: {}\n", output::convergence_table(record), file.string());
  std::fflush(stdout);
}

}  // namespace

int ConvergeCommand::operator()(MPI_Comm comm) const {
  tune_malloc();
  const input::Case c = input::read_case(arguments.case_file, arguments.overrides);
  const Setups setups = setups_of(comm, c, *this);
  const output::RunDirectory directory(comm, output_directory(arguments.output_directory, c));
  remove_earlier(comm, directory.path(), levels);
  const bool of_density = !setups[0]->settings.validation.asks(validation::Road::ensemble);
  output::ConvergenceRecord record{
      std::string(input::name_of(refinement)),
      std::string(words(refinement)),
      {},
      of_density ? setups[0]->plan.snapshots : setups[0]->plan.reverse_stops,
      {}};
  Snapshots before;
  for (std::size_t level = 0; level < setups.size(); ++level) {
    const setup::Setup& setup = *setups[level];
    const output::RunDirectory own(comm, level_of(directory.path(), static_cast<int>(level)));
    OpenRun open(comm, setup, own, header_of(comm, setup.settings, arguments.command_text),
                 job::Progress(parallel::is_root(comm) && !arguments.quiet), job::Journal(comm));
    const Results results = carry_out(setup, open.job(), open.output());
    record.refinements.push_back(refinements(setup, refinement));
    if (of_density) {
      Snapshots now = snapshots_of(setup, results.evolved);
      const setup::Setup* previous = level == 0 ? nullptr : setups[level - 1].get();
      append(record,
             density_measures(setup, results, change(previous, before, setup, now), refinement));
      before = std::move(now);
    } else {
      append(record, ensemble_measures(setup, results));
    }
  }
  add_orders(record);
  const auto file = directory.path() / "converge.h5";
  output::write_convergence(comm, file,
                            header_of(comm, setups[0]->settings, arguments.command_text), record);
  print_table(comm, record, file);
  return 0;
}

}  // namespace loschmidt::app
