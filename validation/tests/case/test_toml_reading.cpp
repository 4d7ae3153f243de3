#include "app/case/toml_reading.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::contains;
using test::error_of;
using test::read;
using test::small_case;

BOOST_AUTO_TEST_SUITE(toml_reading)

BOOST_AUTO_TEST_CASE(every_text_survives_being_written_as_toml) {
  std::string text = "quotes \" backslash \\ newline \n tab \t bell \a delete \x7f é λ";
  for (char c = 1; c < 0x20; ++c) text += c;
  const toml::table back = parse_value(toml_string(text));
  BOOST_TEST(text_value(*back.get("v")) == text);
}

BOOST_AUTO_TEST_CASE(syntax_errors_name_the_line) {
  const std::string message = error_of(test::replaced(small_case, "\"-x\"", "-x"));
  BOOST_TEST(message.starts_with("case.toml:7: is not valid TOML ("), message);
  BOOST_TEST(!contains(message, "\n"));
  BOOST_TEST(error_of(small_case + "end = 2\n").starts_with("case.toml:13: "));
}

BOOST_AUTO_TEST_CASE(set_reads_toml_and_the_later_one_wins) {
  const Case c = read(small_case, {"mesh.cells=[8]", "mesh.cells=[16]", "reverse.particles=1e5",
                                   "reverse.reversal={score=0.9}", "sde.definitions.k=2",
                                   "sde.definitions.m = k/2"});
  BOOST_TEST(c.mesh.cells == std::vector<int>{16});
  BOOST_TEST(c.reverse.particles == 100000u);
  BOOST_TEST(c.reverse.reversal.score == 0.9);
  BOOST_TEST(c.sde.definitions.at("k") == "2");
  BOOST_TEST(c.sde.definitions.at("m") == "k/2");
}

BOOST_AUTO_TEST_CASE(set_takes_text_without_quotes) {
  const Case c = read(small_case, {"reverse.reversal=naive", "title=42", "reference='a=b'",
                                   "sde.diffusion=sqrt(1+x^2)", "expect=falsified"});
  BOOST_TEST(c.reverse.reversal_name == "naive");
  BOOST_TEST(c.description.title == "42");
  BOOST_TEST(c.description.reference == "a=b");
  BOOST_TEST(c.sde.diffusion[0] == "sqrt(1+x^2)");
  BOOST_TEST(c.description.expect == "falsified");
  BOOST_TEST(read(small_case, {"title=true"}).description.title == "true");
  BOOST_TEST(read(small_case, {"title=[1]"}).description.title == "[1]");
  BOOST_TEST(read(small_case, {"title="}).description.title.empty());
}

BOOST_AUTO_TEST_CASE(set_replaces_arrays_and_tables_whole) {
  const std::string defined =
      test::replaced(small_case, "[initial]", "definitions = { a = 1, b = 2 }\n[initial]");
  const Case c = read(defined, {"sde.definitions={c=3}", "initial={density=\"exp(-x^2)\"}"});
  BOOST_TEST(c.sde.definitions.size() == 1u);
  BOOST_TEST(c.sde.definitions.at("c") == "3");
  BOOST_TEST(std::get<DensityFormula>(c.initial).formula == "exp(-x^2)");
  BOOST_TEST(c.source.where("initial.density") == "--set");
}

BOOST_AUTO_TEST_CASE(set_errors_say_so) {
  BOOST_TEST(
      error_of(small_case, {"mesh.cels=[8]"}) ==
      "--set: mesh.cels: is not a known key (nothing would read it): did you mean mesh.cells?");
  BOOST_TEST(error_of(small_case, {"mesh.cells=[2]"})
                 .starts_with("--set: mesh.cells: must be at least 4"));
  BOOST_TEST(error_of(small_case, {"quiet"}).starts_with("--set: 'quiet' names no key and value"));
  BOOST_TEST(error_of(small_case, {"=3"}).starts_with("--set: '=3' names no key"));
  BOOST_TEST(error_of(small_case, {"mesh.cells[0]=8"})
                 .starts_with("--set: mesh.cells[0]: is not a known key"));
  BOOST_TEST(error_of(small_case, {"sde.definitions.*=8"}) != "");
  BOOST_TEST(error_of(small_case, {"reverse.reversal=naive", "reverse.reversal.score=1"})
                 .starts_with("--set: reverse.reversal.score: reverse.reversal is not a table"));
  BOOST_TEST(error_of(small_case, {"mesh=3"}).starts_with("--set: mesh: must be a table"));
  // A value cannot smuggle in a second key.
  BOOST_TEST(error_of(small_case, {"reverse.seed=7\nw=2"})
                 .starts_with("--set: reverse.seed: must be an integer"));
}

BOOST_AUTO_TEST_CASE(set_forgets_where_the_parts_of_a_key_came_from) {
  const Case c = read(small_case, {"initial.mixture=[{mean=[0], std=[1]}]"});
  BOOST_TEST(c.source.where("initial.mixture[0].mean") == "--set");
  BOOST_TEST(contains(c.source.where("initial"), "case.toml:"));
}

BOOST_AUTO_TEST_SUITE_END()
