#include "app/case/with_key_in_errors.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using test::contains;
using test::error_in;
using test::read;
using test::replaced;
using test::small_case;

namespace {

const std::string defined_case =
    replaced(small_case, "[initial]", "definitions = { k = \"2*t\", bad = \"x = 1\" }\n[initial]");

// The message of what becomes of an error that is thrown where time.end is used.
template <class Error>
std::string message_of(const Error& error) {
  const Case c = read(small_case);
  return error_in([&] { with_key_in_errors(c, "time.end", [&] { throw error; }); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keys_in_errors)

BOOST_AUTO_TEST_CASE(a_value_passes_through) {
  BOOST_TEST(with_key_in_errors(read(small_case), "time.end", [] { return 7; }) == 7);
}

BOOST_AUTO_TEST_CASE(an_invalid_argument_gets_the_place_of_the_key) {
  BOOST_TEST(message_of(std::invalid_argument("is wrong")) == "case.toml:12: time.end: is wrong");
}

BOOST_AUTO_TEST_CASE(a_formula_is_named_by_its_own_key_if_it_has_one) {
  BOOST_TEST(message_of(sde::FormulaError("sde.drift[0]", "is wrong")) ==
             "case.toml:7: sde.drift[0]: is wrong");
  BOOST_TEST(message_of(sde::FormulaError("", "is wrong")) == "case.toml:12: time.end: is wrong");
}

BOOST_AUTO_TEST_CASE(a_definition_is_named_by_its_name) {
  BOOST_TEST(message_of(sde::DefinitionError("k", "is wrong")) ==
             "case.toml:6: sde.definitions.k: is wrong");
}

BOOST_AUTO_TEST_CASE(a_damaged_file_stays_another_error_than_the_users) {
  const Case c = read(small_case);
  const auto damaged = [] { throw OutputError("run.h5: is damaged"); };
  BOOST_CHECK_EXCEPTION(with_key_in_errors(c, "time.end", damaged), OutputError, [](auto& error) {
    return std::string(error.what()).ends_with("case.toml:12: time.end: run.h5: is damaged");
  });
}

BOOST_AUTO_TEST_CASE(errors_that_are_of_no_key_pass_unchanged) {
  const Case c = read(small_case);
  const auto fail = [] { throw std::runtime_error("no solution"); };
  BOOST_CHECK_EXCEPTION(with_key_in_errors(c, "time.end", fail), std::runtime_error,
                        [](auto& error) { return error.what() == std::string("no solution"); });
  const auto own = [] { throw InputError("case.toml:3: mesh.lower: is wrong"); };
  BOOST_TEST(error_in([&] { with_key_in_errors(c, "time.end", own); }) ==
             "case.toml:3: mesh.lower: is wrong");
}

BOOST_AUTO_TEST_CASE(a_formula_of_the_case_knows_its_definitions_and_its_axes) {
  const Case c = read(replaced(defined_case, ", bad = \"x = 1\"", ""));
  BOOST_TEST(formula(c, "sde.drift[0]", "k*x")({3}, 0.5) == 3);
  BOOST_TEST(
      contains(error_in([&] { formula(c, "sde.drift[0]", "y"); }), "case.toml:7: sde.drift[0]: "));
  BOOST_TEST(contains(error_in([&] { formula(read(defined_case), "sde.drift[0]", "bad*x"); }),
                      "case.toml:9: sde.definitions.bad: "));
}

BOOST_AUTO_TEST_SUITE_END()
