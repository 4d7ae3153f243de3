#include "app/command_line.hpp"

#include <boost/test/unit_test.hpp>

#include "parallel/input_error.hpp"

using namespace loschmidt::app;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using Command = CommandLine::Command;

namespace {

CommandLine parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "loschmidt");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data(), "version 1");
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
  const CommandLine line =
      parse({"run", "--set", "a.b=[1, 2]", "c.toml", "-o", "out", "--set", "c={d=1}", "--dry-run",
             "--quiet", "--", "-log_view", "-ksp_type", "cg", "--", "--set"});
  BOOST_TEST((line.command == Command::run));
  BOOST_TEST(line.case_file == "c.toml");
  BOOST_TEST(*line.output_directory == "out");
  BOOST_TEST(line.overrides == (std::vector<std::string>{"a.b=[1, 2]", "c={d=1}"}));
  BOOST_TEST(line.run.dry_run);
  BOOST_TEST(line.quiet);
  BOOST_TEST(line.petsc_options ==
             (std::vector<std::string>{"-log_view", "-ksp_type", "cg", "--", "--set"}));
}

BOOST_AUTO_TEST_CASE(converge_with_everything_and_nothing) {
  const CommandLine line = parse({"converge", "c.toml", "--in", "steps", "--levels", "5", "--set",
                                  "a=1", "-o", "out", "--quiet", "--", "-log_view"});
  BOOST_TEST((line.command == Command::converge));
  BOOST_TEST((line.converge.refinement == Refinement::steps));
  BOOST_TEST(line.converge.levels == 5);
  BOOST_TEST(line.overrides == std::vector<std::string>{"a=1"});
  BOOST_TEST(line.quiet);
  BOOST_TEST(line.petsc_options == std::vector<std::string>{"-log_view"});
  const CommandLine plain = parse({"converge", "c.toml"});
  BOOST_TEST((plain.converge.refinement == Refinement::mesh));
  BOOST_TEST(plain.converge.levels == 3);
  for (const char* in : {"space", "2", ""})
    BOOST_TEST(contains(error_of({"converge", "c.toml", "--in", in}), "--in"), in);
}

BOOST_AUTO_TEST_CASE(run_with_nothing) {
  const CommandLine line = parse({"run", "c.toml"});
  BOOST_TEST((line.command == Command::run));
  BOOST_TEST(!line.output_directory);
  BOOST_TEST(line.overrides.empty());
  BOOST_TEST(!line.run.dry_run);
  BOOST_TEST(!line.quiet);
  BOOST_TEST(line.petsc_options.empty());
  BOOST_TEST(line.message.text.empty());
}

BOOST_AUTO_TEST_CASE(override_texts_arrive_untouched) {
  const std::vector<std::string> texts{"a=-1", "mesh.cells=[256]", "t=\"x, y\"", "u= v ", "w="};
  for (const std::string& text : texts) {
    BOOST_TEST(parse({"run", "--set", text.c_str(), "c.toml"}).overrides ==
               std::vector<std::string>{text});
    BOOST_TEST(parse({"run", ("--set=" + text).c_str(), "c.toml"}).overrides ==
               std::vector<std::string>{text});
  }
}

BOOST_AUTO_TEST_CASE(info_names_a_file) {
  const CommandLine line = parse({"info", "run.h5"});
  BOOST_TEST((line.command == Command::info));
  BOOST_TEST(line.info_file == "run.h5");
}

BOOST_AUTO_TEST_CASE(compare_with_everything_and_nothing) {
  const CommandLine line =
      parse({"compare", "--only", "/forward/*", "a.h5", "--ignore", "x", "b.h5", "--only", "y",
             "--tolerances", "t.toml", "--json", "j.json"});
  BOOST_TEST((line.command == Command::compare));
  BOOST_TEST(line.compare.reference == "a.h5");
  BOOST_TEST(line.compare.computed == "b.h5");
  BOOST_TEST(line.compare.only == (std::vector<std::string>{"/forward/*", "y"}));
  BOOST_TEST(line.compare.ignored == std::vector<std::string>{"x"});
  BOOST_TEST(*line.compare.tolerances == "t.toml");
  BOOST_TEST(*line.compare.json == "j.json");
  const CommandLine plain = parse({"compare", "a.h5", "b.h5"});
  BOOST_TEST(plain.compare.only.empty());
  BOOST_TEST(!plain.compare.tolerances);
  BOOST_TEST(contains(error_of({"compare", "a.h5"}), "new"));
}

BOOST_AUTO_TEST_CASE(help_on_every_level_and_versions) {
  BOOST_TEST(contains(parse({"--help"}).message.text, "converge"));
  BOOST_TEST(contains(parse({"run", "--help"}).message.text, "--dry-run"));
  BOOST_TEST(contains(parse({"info", "--help"}).message.text, "FILE.h5"));
  BOOST_TEST(contains(parse({"compare", "--help"}).message.text, "--tolerances"));
  BOOST_TEST(contains(parse({"report", "--help"}).message.text, "not available yet"));
  BOOST_TEST(contains(parse({"run", "--help-keys"}).message.text, "mesh.cells"));
  BOOST_TEST(parse({"--version"}).message.text == "version 1\n");
  BOOST_TEST((parse({"run", "c.toml", "--help"}).command == Command::none));
}

BOOST_AUTO_TEST_CASE(without_a_word_the_help_comes_and_success_is_not_claimed) {
  BOOST_TEST(parse({}).message.text == parse({"--help"}).message.text);
  BOOST_TEST(parse({}).message.exit_code == 2);
  BOOST_TEST(parse({"--help"}).message.exit_code == 0);
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
