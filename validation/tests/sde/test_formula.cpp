#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "sde/formula.hpp"

using namespace loschmidt::sde;

namespace {
double value(const std::string& text, const Definitions& definitions = {}, int dimension = 3) {
  return Formula(text, dimension, definitions)({2.0, 3.0, 5.0}, 7.0);
}
bool refused(const std::string& text, const Definitions& definitions = {}, int dimension = 3) {
  try {
    const Formula f(text, dimension, definitions);
  } catch (const std::invalid_argument&) {
    return true;
  }
  return false;
}
}  // namespace

BOOST_AUTO_TEST_SUITE(formula)

BOOST_AUTO_TEST_CASE(coordinates_time_and_constants) {
  BOOST_TEST(value("x + 10*y + 100*z + 1000*t") == 7532.0);
  BOOST_TEST(value("pi") == std::numbers::pi);
  BOOST_TEST(value("1e-3*x") == 2e-3);
}

BOOST_AUTO_TEST_CASE(own_functions) {
  BOOST_TEST(value("erf(x)") == std::erf(2.0));
  const double expected = std::exp(-0.5 * 0.25) / (4 * std::sqrt(2 * std::numbers::pi));
  BOOST_TEST(value("normal(x, 0, 4)") == expected, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(definitions_use_one_another_in_any_order) {
  BOOST_TEST(value("a", {{"a", "b*x"}, {"b", "c + 1"}, {"c", "t"}}) == 16.0);
  BOOST_TEST(value("2*a", {{"a", "1 + x"}}) == 6.0);     // expanded in brackets
  BOOST_TEST(value("1e1 + e1", {{"e1", "1"}}) == 11.0);  // an exponent is no name
}

// What depends on time alone is computed once for a time.
BOOST_AUTO_TEST_CASE(definitions_of_time_follow_it) {
  const Formula f("a*x + b + c", 1, {{"a", "b + t"}, {"b", "10*t^2"}, {"c", "b*x"}});
  const auto expected = [](double x, double t) {
    return (10 * t * t + t) * x + 10 * t * t + 10 * t * t * x;
  };
  for (const double t : {0.0, 0.0, 2.0, 2.0, 0.0})
    for (const double x : {3.0, 4.0}) BOOST_TEST(f({x, 0, 0}, t) == expected(x, t));
  BOOST_TEST(f.depends_on_time());
  const Formula of_time("b", 1, {{"b", "10*t"}});
  BOOST_TEST(of_time.depends_on_time());
  BOOST_TEST(!of_time.depends_on_position());
  BOOST_TEST(refused("b", {{"b", "10*tt"}}));
  BOOST_TEST(refused("b", {{"b", "1 +"}}));
}

BOOST_AUTO_TEST_CASE(a_cycle_is_refused) {
  BOOST_TEST(refused("a", {{"a", "b"}, {"b", "a"}}));
  BOOST_TEST(refused("a", {{"a", "a + 1"}}));
  BOOST_TEST(refused("1", {{"a", "b"}, {"b", "a"}}));  // even where nobody uses it
}

BOOST_AUTO_TEST_CASE(hidden_names_are_refused) {
  for (const char* name : {"x", "t", "pi", "sin", "normal", "erf", "2a", ""})
    BOOST_TEST(refused("1", {{name, "1"}}), name);
}

BOOST_AUTO_TEST_CASE(traps_of_the_parser_are_refused) {
  BOOST_TEST(refused("1,2"));
  BOOST_TEST(refused("x=1"));
  BOOST_TEST(refused("nonsense + 1"));
  BOOST_TEST(refused("1 +"));
  BOOST_TEST(!refused("x <= 1 ? 2 : 3"));
  BOOST_TEST(!refused("(x == 1) + (x != 2) + (x >= 3)"));
  BOOST_TEST(!refused("max(x, y)"));
}

BOOST_AUTO_TEST_CASE(absent_axes_are_unknown) {
  BOOST_TEST(refused("y", {}, 1));
}

BOOST_AUTO_TEST_CASE(dependencies_are_seen_through_definitions) {
  const Formula f("a", 2, {{"a", "y*t"}});
  BOOST_TEST(f.depends_on_time());
  BOOST_TEST(f.depends_on_axis(1));
  BOOST_TEST(!f.depends_on_axis(0));
  BOOST_TEST(!Formula("3", 1).depends_on_position());
}

BOOST_AUTO_TEST_CASE(not_finite_is_named) {
  const Formula f("1/x", 1);
  BOOST_CHECK_THROW(require_finite(f({0, 0, 0}, 0), f, {0, 0, 0}, 0), std::invalid_argument);
  BOOST_CHECK_NO_THROW(require_finite(f({1, 0, 0}, 0), f, {1, 0, 0}, 0));
}

namespace {
Definitions chain(int length) {
  Definitions definitions{{"a0", "t"}};
  for (int k = 1; k < length; ++k)
    definitions["a" + std::to_string(k)] = "a" + std::to_string(k - 1) + "+1";
  return definitions;
}

// "name: message" of a DefinitionError.
std::string definition_error(const Definitions& definitions) {
  try {
    check_definitions(definitions, 1);
  } catch (const DefinitionError& e) {
    return e.name() + ": " + e.what();
  }
  return {};
}
}  // namespace

BOOST_AUTO_TEST_CASE(long_chains_of_definitions_are_expanded_or_refused_at_once) {
  BOOST_TEST(value("a999", chain(1000)) == 7.0 + 999);
  BOOST_TEST(refused("x", chain(1001)));
  BOOST_TEST(refused("x", chain(50000)));
  Definitions doubled{{"a0", "t"}};
  for (int k = 1; k < 50; ++k) {
    const std::string before = "a" + std::to_string(k - 1);
    doubled["a" + std::to_string(k)] = before + "+" + before;
  }
  BOOST_TEST(refused("x", doubled));
}

BOOST_AUTO_TEST_CASE(every_definition_must_be_a_formula) {
  BOOST_TEST(definition_error({{"a", "b*x"}, {"b", "t"}}).empty());
  BOOST_TEST(definition_error({{"a", "1 +"}}).starts_with("a: \"1 +\" is not a formula"));
  BOOST_TEST(definition_error({{"a", "k"}}).starts_with("a: "));
  BOOST_TEST(definition_error({{"a", "b"}, {"b", "a"}}).find("uses itself") != std::string::npos);
  BOOST_TEST(definition_error({{"1a", "1"}}).starts_with("1a: is no name"));
  BOOST_TEST(definition_error({{"sin", "1"}}).starts_with("sin: hides"));
}

BOOST_AUTO_TEST_CASE(slips_that_the_parser_would_not_see) {
  BOOST_TEST(refused(std::string("x\0+1", 4)));
  BOOST_TEST(refused("x**2"));
  BOOST_TEST(!refused("x\n + 1"));
  BOOST_TEST(refused("x" + std::string(1000000, ' ')));
}

BOOST_AUTO_TEST_CASE(errors_know_the_name_of_the_formula) {
  const Formula f("1/x", 1, {}, "sde.drift");
  try {
    require_finite(f({}, 0), f, {}, 0);
    BOOST_TEST(false);
  } catch (const FormulaError& e) {
    BOOST_TEST(e.name() == "sde.drift");
  }
  BOOST_CHECK_THROW(require_density(-1, f, {}, 0), FormulaError);
  BOOST_CHECK_NO_THROW(require_density(0, f, {}, 0));
}

BOOST_AUTO_TEST_SUITE_END()
