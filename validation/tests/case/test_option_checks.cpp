#include "app/case/option_checks.hpp"

#include <fmt/format.h>

#include <boost/test/unit_test.hpp>

#include "app/case/options.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::contains;
using test::error_of;
using test::replaced;
using test::small_case;

BOOST_AUTO_TEST_SUITE(option_checks)

BOOST_AUTO_TEST_CASE(the_message_of_the_contract) {
  BOOST_TEST(error_of(replaced(small_case, "[64]", "[2]")) ==
             "case.toml:5: mesh.cells: must be at least 4 (got 2): give 4 or more cells per axis");
}

BOOST_AUTO_TEST_CASE(an_entry_is_numbered_where_there_are_several) {
  const std::vector<std::string> plane{"mesh.lower=[0, 0]", "mesh.upper=[1, 1]",
                                       "mesh.cells=[8, 2]"};
  BOOST_TEST(
      error_of(small_case, plane).starts_with("--set: mesh.cells[1]: must be at least 4 (got 2)"));
}

BOOST_AUTO_TEST_CASE(unknown_keys_are_refused_at_every_level) {
  BOOST_TEST(error_of(replaced(small_case, "cells", "cels")) ==
             "case.toml:5: mesh.cels: is not a known key (nothing would read it): did you mean "
             "mesh.cells?");
  const std::string entry = error_of(replaced(small_case, "weight", "wight"));
  BOOST_TEST(entry.starts_with("case.toml:10: initial.mixture[0].wight: is not a known key"),
             entry);
  BOOST_TEST(
      contains(error_of(replaced(small_case, "[time]", "[tine]")), "tine: is not a known key"));
  BOOST_TEST(contains(error_of(replaced(small_case, "title", "titel")), "did you mean title?"));
  BOOST_TEST(contains(error_of(small_case + "[reverse]\nreversal = { noice = 1 }\n"),
                      "reverse.reversal.noise?"));
  BOOST_TEST(contains(error_of(replaced(small_case, "cells", "grading = [{ king = 1 }]\ncells")),
                      "mesh.grading[0].king"));
  // A quoted key that only looks like one of ours.
  BOOST_TEST(contains(error_of("\"mesh.cells\" = [8]\n" + small_case), "is not a known key"));
  BOOST_TEST(contains(error_of(small_case, {"sde.definitions={\"a b\"=1}"}),
                      "no name that a formula can use"));
}

BOOST_AUTO_TEST_CASE(types_are_checked) {
  BOOST_TEST(contains(error_of(replaced(small_case, "[64]", "64")),
                      "must be an array of integers (got 64)"));
  BOOST_TEST(
      contains(error_of(replaced(small_case, "[64]", "[64.5]")), "must be an integer (got 64.5)"));
  BOOST_TEST(contains(error_of(replaced(small_case, "[64]", "[\"64\"]")),
                      "must be an integer (got \"64\")"));
  BOOST_TEST(contains(error_of(replaced(small_case, "\"small\"", "3")), "title: must be a text"));
  BOOST_TEST(
      contains(error_of(replaced(small_case, "1.0", "\"1\"")), "time.end: must be a number"));
  BOOST_TEST(contains(error_of(replaced(small_case, "1.0", "[1]")), "time.end: must be a number"));
  BOOST_TEST(contains(error_of(replaced(small_case, "1.0", "nan")), "must be finite"));
  BOOST_TEST(contains(error_of(replaced(small_case, "1.0", "inf")), "must be finite"));
  BOOST_TEST(contains(error_of(replaced(small_case, "\"1\"", "inf")), "must be finite"));
  BOOST_TEST(contains(error_of(replaced(small_case, "\"1\"", "\" \"")), "sde.diffusion: is empty"));
  BOOST_TEST(
      contains(error_of(replaced(small_case, "\"1\"", "true")), "a formula in quotes or a number"));
  BOOST_TEST(contains(error_of(small_case, {"solver.extrapolation=1"}), "must be true or false"));
  BOOST_TEST(contains(error_of(small_case, {"reverse.seed=1e30"}), "must be an integer"));
  BOOST_TEST(contains(error_of("mesh = 3\n"), "mesh: must be a table, [mesh] (got 3)"));
}

BOOST_AUTO_TEST_CASE(ranges_are_checked_at_both_ends) {
  const auto refused = [](const std::string& setting) {
    return contains(error_of(small_case, {setting}), "must be");
  };
  const auto taken = [](const std::string& setting) {
    return error_of(small_case, {setting}).empty();
  };
  for (const char* bad :
       {"validation.significance=0", "validation.significance=1", "validation.tolerance=-0.1",
        "validation.tolerance=1", "reverse.particles=0", "reverse.steps=0", "reverse.seed=-1",
        "solver.steps=-1", "solver.tolerance=0", "output.memory=-1", "output.checkpoint=-5",
        "output.history_memory=-1", "output.history_memory=1e12", "time.snapshots=1"})
    BOOST_TEST(refused(bad), bad);
  for (const char* good :
       {"validation.significance=0.5", "validation.tolerance=0", "reverse.particles=1",
        "reverse.steps=1", "reverse.seed=0", "solver.steps=0", "mesh.cells=[4]",
        "output.history_memory=0", "reverse.seed=9223372036854775807", "time.snapshots=2"})
    BOOST_TEST(taken(good), good);
  BOOST_TEST(contains(error_of(replaced(small_case, "weight = 0.5", "weight = 0")),
                      "weight: must be above 0"));
  BOOST_TEST(contains(error_of(replaced(small_case, "0.25", "-1")), "std: must be above 0"));
}

BOOST_AUTO_TEST_CASE(choices_come_with_a_suggestion) {
  BOOST_TEST(contains(error_of(small_case, {"reverse.scheme=huen"}), "did you mean \"heun\"?"));
  BOOST_TEST(contains(error_of(small_case, {"mesh.boundary=[\"reflect\"]"}),
                      "did you mean \"reflecting\"?"));
  BOOST_TEST(contains(error_of(small_case, {"reverse.reversal=naiv"}), "did you mean \"naive\"?"));
}

BOOST_AUTO_TEST_CASE(hints_are_names_with_values) {
  const Case c = test::read(small_case, {R"(output.mpi_io_hints=["a=1", "b=x=y"])"});
  BOOST_TEST(c.output.mpi_io_hints.at("a") == "1");
  BOOST_TEST(c.output.mpi_io_hints.at("b") == "x=y");
  for (const char* bad : {"a", "=1", "a="})
    BOOST_TEST(contains(error_of(small_case, {fmt::format(R"(output.mpi_io_hints=["{}"])", bad)}),
                        "is no hint"),
               bad);
}

BOOST_AUTO_TEST_CASE(required_keys_are_asked_for_by_table_and_name) {
  BOOST_TEST(contains(
      error_of(replaced(small_case, "drift = [\"-x\"]\n", "")),
      "case.toml:6: sde.drift: is missing (f, one formula per axis; it has no default): add "
      "\"drift = ...\" to [sde]"));
  BOOST_TEST(contains(error_of(replaced(small_case, ", std = [0.25]", "")),
                      "initial.mixture[0].std: is missing"));
  BOOST_TEST(contains(error_of(""), "is missing"));
  BOOST_TEST(contains(error_of(small_case + "[exact]\n"), "exact.density: is missing"));
}

BOOST_AUTO_TEST_SUITE_END()
