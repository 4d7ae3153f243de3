#include "app/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/case/options.hpp"
#include "app/compare/compare.hpp"
#include "app/converge.hpp"
#include "app/info.hpp"
#include "app/pipeline.hpp"
#include "parallel/excerpt.hpp"
#include "parallel/failure.hpp"
#include "parallel/input_error.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::app {

namespace {

constexpr std::string_view not_yet = "not available yet";

// The options of every command, which parsing fills.
struct Options {
  RunCommand run;
  ConvergeCommand converge;
  InfoCommand info;
  comparison::CompareCommand compare;
};

[[noreturn]] void refuse(const std::string& what, std::string_view instead) {
  throw parallel::InputError(fmt::format(
      "command line: {} is {} (it belongs to a later version): {}", what, not_yet, instead));
}

// Refuses an empty name, which an unset variable of a shell may leave.
CLI::Validator given_name() {
  return {[](const std::string& name) { return name.empty() ? "the name is empty" : ""; }, ""};
}

// Adds the arguments that all commands that compute a case have. `typed` is the command line.
void add_case(CLI::App& command, CaseArguments& arguments, const std::string& typed) {
  arguments.command_text = typed;
  command.add_option("case", arguments.case_file, "Case file (TOML)")
      ->required()
      ->check(given_name())
      ->type_name("CASE.toml");
  command
      .add_option("-o,--output", arguments.output_directory,
                  "Output directory [output/runs/<case name>]")
      ->check(given_name())
      ->type_name("DIR");
  command
      .add_option("--set", arguments.overrides,
                  "Override a key of the case; repeatable, later wins")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command.add_flag("--quiet", arguments.quiet, "No progress on stderr");
}

void add_run(CLI::App& app, RunCommand& command, const std::string& typed, CommandLine& line) {
  CLI::App* run =
      app.add_subcommand("run", "Run a case: density, score, reverse ensemble, verdict");
  add_case(*run, command.arguments, typed);
  run->add_flag("--dry-run", command.dry_run,
                "Print the resolved case and the estimated work, and stop");
  run->set_version_flag(
      "--help-keys", [] { return input::key_table(); }, "Print all keys of a case file");
  run->add_flag(
      "--restart", command.restart,
      "Go on from the checkpoint of a run that was stopped, or do nothing after a complete "
      "one");
  run->add_option("--log-json", command.log,
                  "One JSON object per line: stages with their times, progress, verdict")
      ->check(given_name())
      ->type_name("FILE");
  run->footer("Options for PETSc go behind \"--\": loschmidt run CASE.toml -- -log_view");
  run->callback([&] {
    line.command = command;
    line.stoppable = !command.dry_run;
  });
}

void add_converge(CLI::App& app, ConvergeCommand& command, const std::string& typed,
                  CommandLine& line) {
  CLI::App* converge = app.add_subcommand(
      "converge", "The same case at several refinements of one parameter, with observed orders");
  add_case(*converge, command.arguments, typed);
  converge->add_option("--levels", command.levels, "Refinements to compute [3]")
      ->type_name("N")
      ->check(CLI::Range(2, 12));
  std::vector<std::string> names;
  names.reserve(input::refinement_names.size());
  for (const auto& [name, refinement] : input::refinement_names) names.emplace_back(name);
  converge
      ->add_option_function<std::string>(
          "--in",
          [&command](const std::string& name) {
            command.refinement = *input::named_refinement(name);
          },
          "What is refined: mesh, time (steps of the density solver), steps (of the particles) or "
          "particles [mesh]")
      ->type_name("PARAMETER")
      ->check(CLI::IsMember(names));
  converge->footer("Options for PETSc go behind \"--\"");
  converge->callback([&] { line.command = command; });
}

void add_info(CLI::App& app, InfoCommand& command, CommandLine& line) {
  CLI::App* info = app.add_subcommand(
      "info", "Show what a run.h5 or converge.h5 holds, its provenance, its verdict or table");
  info->add_option("file", command.file, "Run file (HDF5)")
      ->required()
      ->check(given_name())
      ->type_name("FILE.h5");
  info->callback([&] { line.command = command; });
}

void add_compare(CLI::App& app, comparison::CompareCommand& command, CommandLine& line) {
  CLI::App* compare =
      app.add_subcommand("compare",
                         "Do two run files agree? Regression comparison, exit code 1 "
                         "where they differ");
  compare->add_option("reference", command.reference, "Run file to compare with")
      ->required()
      ->check(given_name())
      ->type_name("REFERENCE.h5");
  compare->add_option("new", command.computed, "Run file to be judged")
      ->required()
      ->check(given_name())
      ->type_name("NEW.h5");
  compare
      ->add_option("--tolerances", command.tolerances,
                   "Tolerances by dataset: \"/forward/score\" = { rtol = 1e-6, atol = 1e-10 } "
                   "[rtol 1e-8, atol 1e-14]")
      ->check(given_name())
      ->type_name("FILE.toml");
  const auto add_globs = [&](const char* name, std::vector<std::string>& globs, const char* help) {
    compare->add_option(name, globs, help)
        ->type_name("GLOB")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  };
  add_globs("--only", command.only,
            "Compare these datasets alone, such as '/forward/*'; repeatable");
  add_globs("--ignore", command.ignored, "Leave these datasets out; repeatable");
  compare->add_option("--json", command.json, "Write the table as JSON too")
      ->check(given_name())
      ->type_name("FILE");
  compare->callback([&] { line.command = command; });
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

// Adds a command that a later version will have.
void add_later(CLI::App& app, const std::string& name, const std::string& help,
               const std::string& instead) {
  CLI::App* command = app.add_subcommand(name, fmt::format("{} ({})", help, not_yet));
  command->allow_extras();
  command->callback([name, instead] { refuse(name, instead); });
}

void parse(CLI::App& app, std::vector<std::string> words, CommandLine& line) {
  // CLI11 expects its arguments in reverse order.
  std::ranges::reverse(words);
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    line.command = Message{app.help()};
  } catch (const CLI::CallForVersion& text) {
    line.command = Message{std::string(text.what()) + '\n'};
  } catch (const CLI::ExtrasError& error) {
    throw parallel::InputError(
        fmt::format("command line: {} (it would be ignored): correct it; options for "
                    "PETSc go behind \"--\"",
                    parallel::excerpt(error.what(), 200)));
  } catch (const CLI::ParseError& error) {
    throw parallel::InputError(
        fmt::format("command line: {} (nothing was started): see loschmidt --help",
                    parallel::excerpt(error.what(), 200)));
  }
}

}  // namespace

int Message::operator()(MPI_Comm comm) const {
  if (parallel::is_root(comm)) fmt::print("{}", text);
  return exit_code;
}

CommandLine parse_command_line(int argc, const char* const* argv, const std::string& version) {
  CommandLine line;
  const std::vector<std::string> given(argv + 1, argv + argc);
  const auto separator = std::ranges::find(given, "--");
  if (separator != given.end()) line.petsc_options.assign(separator + 1, given.end());

  CLI::App app("Loschmidt: does a reverse-time SDE really run a diffusion backward?", "loschmidt");
  app.require_subcommand(1);
  app.set_version_flag(
      "--version", [&] { return version; }, "Print versions and exit");
  Options options;
  const std::string typed = fmt::format("{}", fmt::join(argv, argv + argc, " "));
  add_run(app, options.run, typed, line);
  add_converge(app, options.converge, typed, line);
  add_info(app, options.info, line);
  add_compare(app, options.compare, line);
  const std::string advice = fmt::format("use {}", fmt::join(names_of_commands(app), ", "));
  add_later(app, "report", "One HTML page with figures", advice);

  // Without arguments the exit code is not 0, which would mean that a run was verified.
  if (given.empty()) {
    line.command = Message{app.help(), parallel::input_error};
    return line;
  }
  // The message of CLI11 would only be that a command is missing.
  const auto names = names_of_commands(app);
  if (!given[0].starts_with('-') && std::ranges::find(names, given[0]) == names.end())
    throw parallel::InputError(
        fmt::format("command line: {} is not a command (nothing was started): {}; loschmidt "
                    "--help explains them",
                    parallel::excerpt(given[0]), advice));

  parse(app, {given.begin(), separator}, line);
  return line;
}

}  // namespace loschmidt::app
