#include <boost/test/unit_test.hpp>
#include <set>

#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::sde;
using test::check_limit;
using test::error_of;
using test::in_last_line;
using test::read;
using test::small_case;
using test::with_value;
using test::written;
using test::written_and_read;

BOOST_AUTO_TEST_SUITE(reverse_sections)

BOOST_AUTO_TEST_CASE(numbers_are_taken_up_to_their_limits) {
  check_limit("reverse.particles", "1", "0", "must be at least 1 (got 0): give 1 or more parti");
  check_limit("reverse.particles", "1e15", "1000000000000001",
              "must be at most 1000000000000000 (");
  check_limit("reverse.steps", "1", "0", "must be at least 1 (got 0): give 1 or more steps");
  check_limit("reverse.steps", "1e9", "1000000001", "must be at most 1000000000 (got ");
  check_limit("reverse.seed", "0", "-1", "must be at least 0 (got -1)");
  check_limit("reverse.seed", "9223372036854775807", "9223372036854775808.0",
              "must be an integer (got ");
}

BOOST_AUTO_TEST_CASE(every_name_of_a_scheme_and_of_a_grid_is_another_choice) {
  std::set<Scheme> schemes;
  for (const std::string name : {"auto", "euler-maruyama", "heun", "platen", "dri1", "ode"}) {
    const Case c = read(small_case, {"reverse.scheme=" + name});
    BOOST_TEST(schemes.insert(c.reverse.scheme).second, name);
    BOOST_TEST(written(c, "reverse.scheme") == toml_string(name));
  }
  std::set<TimeGrid> grids;
  for (const std::string name : {"uniform", "quadratic", "cubic", "log-snr"}) {
    const Case c = read(small_case, {"reverse.time_grid=" + name});
    BOOST_TEST(grids.insert(c.reverse.time_grid).second, name);
    BOOST_TEST(written(c, "reverse.time_grid") == toml_string(name));
  }
}

// What the documents say of the numbers behind the names is the test of sde/reversal.
BOOST_AUTO_TEST_CASE(a_reversal_with_a_name_has_its_numbers_and_keeps_its_name) {
  for (const auto name : reversal_names()) {
    const Case c = read(small_case, {fmt::format("reverse.reversal={}", name)});
    BOOST_TEST((c.reverse.reversal == named_reversal(name)), name);
    BOOST_TEST(c.reverse.reversal_name == name);
    BOOST_TEST(written(c, "reverse.reversal") == toml_string(name));
    BOOST_TEST((written_and_read(c).reverse.reversal == c.reverse.reversal), name);
  }
}

BOOST_AUTO_TEST_CASE(factors_that_are_left_out_are_those_of_the_right_reversal) {
  const auto factors = [](const std::string& table) {
    return read(with_value("reverse.reversal", table)).reverse.reversal;
  };
  BOOST_TEST((factors("{}") == Reversal{1, 1, 1, 1}));
  BOOST_TEST((factors("{ drift = 2 }") == Reversal{2, 1, 1, 1}));
  BOOST_TEST((factors("{ divergence = 2 }") == Reversal{1, 2, 1, 1}));
  BOOST_TEST((factors("{ score = 2 }") == Reversal{1, 1, 2, 1}));
  BOOST_TEST((factors("{ noise = 2 }") == Reversal{1, 1, 1, 2}));
}

// Also where a name has the same numbers: the case says what its author wrote.
BOOST_AUTO_TEST_CASE(factors_are_written_as_four_numbers) {
  const Case c = read(small_case, {"reverse.reversal={score=0.30000000000000004, noise=0}"});
  const std::string text = "{ drift = 1, divergence = 1, score = 0.30000000000000004, noise = 0 }";
  BOOST_TEST(c.reverse.reversal_name == text);
  BOOST_TEST(written(c, "reverse.reversal") == text);
  BOOST_TEST((written_and_read(c).reverse.reversal == c.reverse.reversal));
  const Case right = read(small_case, {"reverse.reversal={}"});
  BOOST_TEST(written_and_read(right).reverse.reversal_name == right.reverse.reversal_name);
}

BOOST_AUTO_TEST_CASE(noise_is_not_negative_and_other_factors_may_be) {
  BOOST_TEST(read(small_case, {"reverse.reversal={noise=0, drift=-1, divergence=-2, score=-3}"})
                 .reverse.reversal.noise == 0);
  const std::string text = with_value("reverse.reversal", "{ noise = -1e-300 }");
  BOOST_TEST(error_of(text).starts_with(in_last_line(text, "reverse.reversal.noise") +
                                        "must be at least 0 (got -1e-300)"));
}

BOOST_AUTO_TEST_CASE(what_is_no_reversal_is_refused_with_the_names_that_there_are) {
  const std::string name = with_value("reverse.reversal", "\"song\"");
  BOOST_TEST(error_of(name).starts_with(in_last_line(name, "reverse.reversal") +
                                        fmt::format("must be a table or one of {} (got \"song\")",
                                                    fmt::join(reversal_names(), ", "))));
  const std::string number = with_value("reverse.reversal", "1");
  BOOST_TEST(error_of(number).starts_with(in_last_line(number, "reverse.reversal") + "must be "));
}

BOOST_AUTO_TEST_CASE(a_start_is_the_density_or_its_formula) {
  BOOST_TEST(written(read(small_case), "reverse.start") == "\"density\"");
  BOOST_TEST(!written_and_read(read(small_case)).reverse.start.has_value());
  const Case c = read(small_case, {"reverse.start=normal(x, 0, 2)"});
  BOOST_TEST(written_and_read(c).reverse.start.value() == "normal(x, 0, 2)");
}

BOOST_AUTO_TEST_CASE(a_score_comes_from_the_solver_a_formula_or_a_dataset) {
  BOOST_TEST(std::holds_alternative<SolverScore>(read(small_case).reverse.score));
  const test::Folder folder;
  folder.write("run.h5", "");
  const auto file = folder.write("case.toml", with_value("reverse.score", "\"run.h5:/a/score\""));
  const Case c = read_case(file);
  const DatasetFile field = std::get<ScoreFile>(c.reverse.score).field;
  BOOST_TEST(field.file == folder.path / "run.h5");
  BOOST_TEST(field.dataset == "/a/score");
  BOOST_TEST(std::get<ScoreFile>(written_and_read(c).reverse.score).field.file == field.file);
  const Case exact = read(small_case, {"exact.density=1", "reverse.score=exact"});
  BOOST_TEST(std::holds_alternative<ExactScore>(written_and_read(exact).reverse.score));
  for (const std::string name : {"run.h5", "Solver", ""}) {
    const std::string text = with_value("reverse.score", toml_string(name));
    BOOST_TEST(error_of(text).starts_with(in_last_line(text, "reverse.score") +
                                          "must be \"solver\", \"exact\" or a dataset"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
