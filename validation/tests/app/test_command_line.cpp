#include "app/command_line.hpp"

#include <boost/test/unit_test.hpp>

#include "app/compare/compare.hpp"
#include "app/converge.hpp"
#include "app/info.hpp"
#include "app/pipeline.hpp"
#include "parallel/input_error.hpp"

using namespace loschmidt::app;
using namespace loschmidt::comparison;
using namespace loschmidt::input;
using namespace loschmidt::parallel;

namespace {

CommandLine parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "loschmidt");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data(), "version 1");
}

/// The options of the command that was typed; a failure of the test where it is another command.
template <class Command>
Command typed(const std::vector<const char*>& arguments) {
  const CommandLine line = parse(arguments);
  const auto* command = line.command.target<Command>();
  BOOST_REQUIRE(command);
  return *command;
}

std::string text_of(const std::vector<const char*>& arguments) {
  return typed<Message>(arguments).text;
}

std::string error_of(const std::vector<const char*>& arguments) {
  try {
    parse(arguments);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command_line)

BOOST_AUTO_TEST_CASE(run_with_everything) {
  const std::vector<const char*> words{
      "run",       "--set",   "a.b=[1, 2]", "c.toml",    "-o",        "out", "--set", "c={d=1}",
      "--dry-run", "--quiet", "--",         "-log_view", "-ksp_type", "cg",  "--",    "--set"};
  const auto run = typed<RunCommand>(words);
  BOOST_TEST(run.arguments.case_file == "c.toml");
  BOOST_TEST(*run.arguments.output_directory == "out");
  BOOST_TEST(run.arguments.overrides == (std::vector<std::string>{"a.b=[1, 2]", "c={d=1}"}));
  BOOST_TEST(run.arguments.quiet);
  BOOST_TEST(run.arguments.command_text ==
             "loschmidt run --set a.b=[1, 2] c.toml -o out --set c={d=1} --dry-run --quiet -- "
             "-log_view -ksp_type cg -- --set");
  BOOST_TEST(run.dry_run);
  BOOST_TEST(parse(words).petsc_options ==
             (std::vector<std::string>{"-log_view", "-ksp_type", "cg", "--", "--set"}));
}

BOOST_AUTO_TEST_CASE(converge_with_everything_and_nothing) {
  const auto converge = typed<ConvergeCommand>({"converge", "c.toml", "--in", "steps", "--levels",
                                                "5", "--set", "a=1", "-o", "out", "--quiet"});
  BOOST_TEST((converge.refinement == Refinement::steps));
  BOOST_TEST(converge.levels == 5);
  BOOST_TEST(converge.arguments.overrides == std::vector<std::string>{"a=1"});
  BOOST_TEST(converge.arguments.quiet);
  BOOST_TEST(converge.arguments.command_text.starts_with("loschmidt converge c.toml --in"));
  BOOST_TEST(parse({"converge", "c.toml", "--", "-log_view"}).petsc_options ==
             std::vector<std::string>{"-log_view"});
  const auto plain = typed<ConvergeCommand>({"converge", "c.toml"});
  BOOST_TEST((plain.refinement == Refinement::mesh));
  BOOST_TEST(plain.levels == 3);
  for (const char* in : {"space", "2", ""})
    BOOST_TEST(contains(error_of({"converge", "c.toml", "--in", in}), "--in"), in);
}

BOOST_AUTO_TEST_CASE(run_with_nothing) {
  const auto run = typed<RunCommand>({"run", "c.toml"});
  BOOST_TEST(!run.arguments.output_directory);
  BOOST_TEST(run.arguments.overrides.empty());
  BOOST_TEST(!run.arguments.quiet);
  BOOST_TEST(!run.dry_run);
  BOOST_TEST(!run.restart);
  BOOST_TEST(!run.log);
  BOOST_TEST(parse({"run", "c.toml"}).petsc_options.empty());
}

BOOST_AUTO_TEST_CASE(signals_stop_a_run_alone) {
  BOOST_TEST(parse({"run", "c.toml"}).stoppable);
  BOOST_TEST(!parse({"run", "c.toml", "--dry-run"}).stoppable);
  BOOST_TEST(!parse({"run", "c.toml", "--help"}).stoppable);
  BOOST_TEST(!parse({"converge", "c.toml"}).stoppable);
  BOOST_TEST(!parse({"info", "run.h5"}).stoppable);
}

BOOST_AUTO_TEST_CASE(override_texts_arrive_untouched) {
  const std::vector<std::string> texts{"a=-1", "mesh.cells=[256]", "t=\"x, y\"", "u= v ", "w="};
  for (const std::string& text : texts) {
    const std::string joined = "--set=" + text;
    for (const auto& words : {std::vector<const char*>{"run", "--set", text.c_str(), "c.toml"},
                              std::vector<const char*>{"run", joined.c_str(), "c.toml"}})
      BOOST_TEST(typed<RunCommand>(words).arguments.overrides == std::vector<std::string>{text});
  }
}

BOOST_AUTO_TEST_CASE(info_names_a_file) {
  BOOST_TEST(typed<InfoCommand>({"info", "run.h5"}).file == "run.h5");
}

BOOST_AUTO_TEST_CASE(compare_with_everything_and_nothing) {
  const auto compare =
      typed<CompareCommand>({"compare", "--only", "/forward/*", "a.h5", "--ignore", "x", "b.h5",
                             "--only", "y", "--tolerances", "t.toml", "--json", "j.json"});
  BOOST_TEST(compare.reference == "a.h5");
  BOOST_TEST(compare.computed == "b.h5");
  BOOST_TEST(compare.only == (std::vector<std::string>{"/forward/*", "y"}));
  BOOST_TEST(compare.ignored == std::vector<std::string>{"x"});
  BOOST_TEST(*compare.tolerances == "t.toml");
  BOOST_TEST(*compare.json == "j.json");
  const auto plain = typed<CompareCommand>({"compare", "a.h5", "b.h5"});
  BOOST_TEST(plain.only.empty());
  BOOST_TEST(!plain.tolerances);
  BOOST_TEST(contains(error_of({"compare", "a.h5"}), "new"));
}

BOOST_AUTO_TEST_CASE(help_on_every_level_and_versions) {
  BOOST_TEST(contains(text_of({"--help"}), "converge"));
  BOOST_TEST(contains(text_of({"run", "--help"}), "--dry-run"));
  BOOST_TEST(contains(text_of({"info", "--help"}), "FILE.h5"));
  BOOST_TEST(contains(text_of({"compare", "--help"}), "--tolerances"));
  BOOST_TEST(contains(text_of({"report", "--help"}), "not available yet"));
  BOOST_TEST(contains(text_of({"run", "--help-keys"}), "mesh.cells"));
  BOOST_TEST(text_of({"--version"}) == "version 1\n");
  BOOST_TEST(contains(text_of({"run", "c.toml", "--help"}), "--dry-run"));
}

BOOST_AUTO_TEST_CASE(without_a_word_the_help_comes_and_success_is_not_claimed) {
  BOOST_TEST(text_of({}) == text_of({"--help"}));
  BOOST_TEST(typed<Message>({}).exit_code == 2);
  BOOST_TEST(typed<Message>({"--help"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(later_commands_and_options_say_so) {
  BOOST_TEST(contains(error_of({"report"}), "not available yet"));
  BOOST_TEST(contains(error_of({"report", "a.h5", "-o", "x.html"}), "not available yet"));
}

BOOST_AUTO_TEST_CASE(mistakes_are_one_line) {
  for (const std::vector<const char*>& bad :
       std::vector<std::vector<const char*>>{{"walk"},
                                             {"run"},
                                             {"info"},
                                             {"run", "a", "b"},
                                             {"run", "c.toml", "-log_view"},
                                             {"run", "c.toml", "--set"},
                                             {"run", "c.toml", "-o"},
                                             {"--", "run", "c.toml"}}) {
    const std::string message = error_of(bad);
    BOOST_TEST(message.starts_with("command line: "), message);
    BOOST_TEST(!contains(message, "\n"));
  }
  BOOST_TEST(contains(error_of({"walk"}), "walk is not a command"));
  BOOST_TEST(contains(error_of({"run", "c.toml", "-log_view"}), "behind \"--\""));
}

BOOST_AUTO_TEST_SUITE_END()
