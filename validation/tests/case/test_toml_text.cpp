#include "app/case/toml_text.hpp"

#include <boost/test/unit_test.hpp>

#include "parallel/input_error.hpp"

using namespace loschmidt::input;
using namespace loschmidt::parallel;

namespace {
std::string parts(int count) {
  std::string key = "a";
  for (int i = 1; i < count; ++i) key += ".a";
  return key;
}

bool too_deep(const std::string& text) {
  try {
    parse_toml(text, "case.toml");
  } catch (const InputError&) {
    return true;
  } catch (const toml::parse_error&) {
    return false;
  }
  return false;
}
}  // namespace

BOOST_AUTO_TEST_SUITE(toml_text)

BOOST_AUTO_TEST_CASE(deep_keys_are_refused_before_they_are_parsed) {
  BOOST_TEST(!too_deep(parts(16) + " = 1"));
  BOOST_TEST(too_deep(parts(17) + " = 1"));
  const std::string deep = parts(100000);
  BOOST_TEST(too_deep(deep + " = 1"));
  BOOST_TEST(too_deep("[" + deep + "]"));
  BOOST_TEST(too_deep("x = { " + deep + " = 1 }"));
  BOOST_TEST(too_deep("x = 1 # ' \" \n" + deep));
  std::string quoted = "b";
  for (int i = 0; i < 100000; ++i) quoted += ".\"=,\"";
  BOOST_TEST(too_deep(quoted + " = 1"));
}

BOOST_AUTO_TEST_CASE(dots_elsewhere_are_no_keys) {
  std::string numbers = "v = [";
  for (int i = 0; i < 100; ++i) numbers += "0.5, ";
  BOOST_TEST(parse_toml(numbers + "1.5]").size() == 1);
  const std::string dots(100, '.');
  BOOST_TEST(parse_toml("# " + dots + "\na = 1 # " + dots).size() == 1);
  BOOST_TEST(parse_toml("a = \"" + dots + "\"\nb = '" + dots + "'").size() == 2);
  BOOST_TEST(parse_toml("a = \"\"\"\n" + dots + "\n\"\n\"\"\"\nb = 1").size() == 2);
}

BOOST_AUTO_TEST_CASE(the_line_is_named) {
  try {
    parse_toml("b = 1\n\n" + parts(20) + " = 1", "case.toml");
    BOOST_TEST(false);
  } catch (const InputError& e) {
    BOOST_TEST(std::string(e.what()).starts_with("case.toml:3: a.a."), e.what());
  }
}

BOOST_AUTO_TEST_SUITE_END()
