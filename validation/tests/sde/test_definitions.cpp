// Definitions put into a text: what is foretold about the result agrees with the result, and errors
// name the definition that is wrong. What formulas make of it is tested in test_formula.cpp.
#include "sde/definitions.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using namespace loschmidt::sde;

namespace {

const Definitions some{{"a", "b*x + 1e-3"},
                       {"b", "sin(c_1) - 2.5e+1*t"},
                       {"c_1", "z"},
                       {"e1", "y"},
                       {"unused", "a + a"}};

const std::vector<std::string> texts{
    "",    "x",       "a",       "a*a - b",  "2e1 + e1", "1e1*e1",     "2e+a",
    ".5a", "a1 + 1a", "a_ + _a", "max(a,b)", "a\n+ b",   "unused^c_1", "a == b ? 1 : e1"};

// The name that an error blames; empty if there is none.
std::string blamed(const Definitions& definitions) {
  try {
    const ExpandedDefinitions checked(definitions);
  } catch (const DefinitionError& e) {
    return e.name();
  }
  return {};
}

bool refused(std::string_view text) {
  try {
    check_text(text);
  } catch (const std::invalid_argument&) {
    return true;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(definitions)

BOOST_AUTO_TEST_CASE(names_become_brackets_and_nothing_else_changes) {
  const ExpandedDefinitions known(some);
  BOOST_TEST(known.expanded("a") == "((sin((z)) - 2.5e+1*t)*x + 1e-3)");
  BOOST_TEST(known.expanded("2e1 + e1*a1") == "2e1 + (y)*a1");  // an exponent, and a longer name
  // Without digits behind it an e is a name, and so is what follows the sign.
  BOOST_TEST(known.expanded("2e+c_1") == "2e+(z)");
  BOOST_TEST(known.expanded("a - b", {"a"}) == "a - (sin((z)) - 2.5e+1*t)");
  BOOST_TEST(known.expanded("a", {"b", "c_1"}) == "(b*x + 1e-3)");
}

BOOST_AUTO_TEST_CASE(the_length_is_that_of_the_expanded_text) {
  const ExpandedDefinitions known(some);
  for (const auto& text : texts)
    BOOST_TEST(known.expansion(text).length == known.expanded(text).size(), text);
}

BOOST_AUTO_TEST_CASE(an_expanded_text_has_the_properties_of_its_short_form) {
  const ExpandedDefinitions known(some);
  for (const auto& text : texts) {
    const Expansion brief = known.expansion(text);
    const Expansion whole = known.expansion(known.expanded(text));
    BOOST_TEST(brief.variables == whole.variables, text);
    BOOST_TEST(brief.uses_position() == whole.uses_position());
    BOOST_TEST(whole.depth == 0, text);  // no definition is left
    BOOST_TEST(known.expanded(known.expanded(text)) == known.expanded(text));
  }
}

BOOST_AUTO_TEST_CASE(names_are_those_of_the_text_itself) {
  const ExpandedDefinitions known(some);
  const std::set<std::string> expected{"a", "x", "sin", "k"};
  BOOST_TEST((known.expansion("a*x - sin(x + 1e5*k)").names == expected));
  BOOST_TEST(!known.expansion("2*t").uses_position());
}

BOOST_AUTO_TEST_CASE(the_depth_is_that_of_the_longest_chain) {
  // From a to d directly, and by way of two others whose names come later.
  const Definitions ways{{"a", "d + z1"}, {"d", "t"}, {"z1", "z2"}, {"z2", "d"}};
  const ExpandedDefinitions known(ways);
  BOOST_TEST(known.of("d").depth == 1);
  BOOST_TEST(known.of("a").depth == 4);
  BOOST_TEST(known.expansion("d + a").depth == 4);
}

BOOST_AUTO_TEST_CASE(the_longest_formula_is_accepted_and_one_character_more_is_not) {
  const Definitions line{{"a", std::string(100, 'k')}};
  const ExpandedDefinitions known(line);
  const std::string room(longest_formula - 102, ' ');
  BOOST_TEST(known.expansion("a" + room).length == longest_formula);
  BOOST_CHECK_THROW(known.expansion("a " + room), std::invalid_argument);
  BOOST_TEST(blamed({{"a", std::string(longest_formula, '1')}}).empty());
  BOOST_TEST(blamed({{"a", std::string(longest_formula + 1, '1')}}) == "a");
}

BOOST_AUTO_TEST_CASE(the_definition_that_is_wrong_is_blamed_and_not_its_users) {
  BOOST_TEST(blamed({{"a", "b"}, {"b", "c"}, {"c", "1,2"}}) == "c");
  BOOST_TEST(blamed({{"a", "b"}, {"b", "x = 1"}, {"c", "b"}}) == "b");
  // a leads to the cycle of b and c and is no part of it.
  BOOST_TEST(blamed({{"a", "b"}, {"b", "c"}, {"c", "b"}}) == "b");
  BOOST_TEST(blamed({{"a", "b + b"}, {"b", "c*c"}, {"c", "t"}}).empty());  // twice is no cycle
}

BOOST_AUTO_TEST_CASE(commas_and_equals_signs_count_where_they_stand) {
  BOOST_TEST(!refused("max(1, min(x, (y)))"));
  BOOST_TEST(refused("max(1, 2), 3"));
  BOOST_TEST(refused("3, max(1, 2)"));
  BOOST_TEST(refused("x === 1"));  // a comparison, and an assignment behind it
  BOOST_TEST(refused("x == (y = 1)"));
  BOOST_TEST(!refused("x == y == 1"));
  BOOST_TEST(refused("x="));
  BOOST_TEST(refused("x * **y"));
  BOOST_TEST(!refused("x * -y"));
  BOOST_TEST(refused("x\x7f"));
}

BOOST_AUTO_TEST_SUITE_END()
