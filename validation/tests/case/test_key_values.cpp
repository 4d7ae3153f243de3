#include "app/case/key_values.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>

using namespace loschmidt;
using namespace loschmidt::input;

namespace {

template <class Value>
Value value_of(std::string_view text) {
  const toml::table table = parse_value(text);
  Value value{};
  read_value(*table.get("v"), value);
  return value;
}

template <class Value>
Value written_and_read(const Value& value) {
  return value_of<Value>(toml_text(value));
}

template <class Names>
void check_names(const Names& names) {
  for (const auto& [name, value] : names) {
    BOOST_TEST(toml_text(value) == toml_string(name));
    BOOST_TEST((written_and_read(value) == value), name);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_values)

BOOST_AUTO_TEST_CASE(a_number_is_written_and_read_to_the_bit) {
  using Limits = std::numeric_limits<double>;
  for (const double value : {0.0, 1.0, 0.1 + 0.2, 1.0 / 3, -1e100, 1e15, 1e16, 1e22, -123456789.125,
                             Limits::max(), Limits::min(), Limits::denorm_min(), Limits::epsilon()})
    BOOST_TEST(written_and_read(value) == value);
  BOOST_TEST(std::signbit(written_and_read(-0.0)));  // TOML would read -0 as an integer
  BOOST_TEST(toml_text(0.1) == "0.1");
  BOOST_TEST(toml_text(2.0) == "2");
  BOOST_TEST(toml_text(0.1 + 0.2) == "0.30000000000000004");
}

BOOST_AUTO_TEST_CASE(an_integer_keeps_all_its_digits) {
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  BOOST_TEST(written_and_read(std::numeric_limits<int>::max()) == std::numeric_limits<int>::max());
  BOOST_TEST(written_and_read(std::numeric_limits<int>::min()) == std::numeric_limits<int>::min());
  for (const std::int64_t value : {std::int64_t{9007199254740993}, largest, -largest})
    BOOST_TEST(written_and_read(value) == value);
  BOOST_TEST(value_of<std::uint64_t>("1e15") == 1000000000000000u);
}

BOOST_AUTO_TEST_CASE(a_number_needs_no_point) {
  BOOST_TEST(value_of<double>("3") == 3);
  BOOST_TEST(value_of<double>("-2e-1") == -0.2);
}

BOOST_AUTO_TEST_CASE(a_truth_value_keeps_its_sense) {
  BOOST_TEST(written_and_read(true));
  BOOST_TEST(!written_and_read(false));
}

BOOST_AUTO_TEST_CASE(names_stand_for_their_values_in_both_directions) {
  check_names(scheme_names);
  check_names(interpretation_names);
  check_names(time_grid_names);
  check_names(boundary_names);
}

BOOST_AUTO_TEST_CASE(a_number_in_place_of_a_formula_is_its_shortest_text) {
  BOOST_TEST(value_of<std::string>("\"2*x\"") == "2*x");
  BOOST_TEST(value_of<std::string>("-3") == "-3");
  BOOST_TEST(value_of<std::string>("1e-3") == "0.001");
  BOOST_TEST(value_of<std::string>("0.10") == "0.1");
}

BOOST_AUTO_TEST_CASE(a_value_that_may_be_absent_is_written_where_there_is_one) {
  BOOST_TEST(toml_text(std::optional<double>()) == "");
  BOOST_TEST(toml_text(std::optional<double>(0.0)) == "0");
  BOOST_TEST(value_of<std::optional<double>>("0.5").value() == 0.5);
}

BOOST_AUTO_TEST_CASE(lists_keep_their_order_and_a_single_value_is_a_list_of_one) {
  const std::vector<double> numbers{3, 0.1 + 0.2, -1};
  BOOST_TEST(toml_text(numbers) == "[3, 0.30000000000000004, -1]");
  BOOST_TEST(written_and_read(numbers) == numbers);
  BOOST_TEST(written_and_read(std::vector<double>()).empty());
  BOOST_TEST(value_of<std::vector<double>>("7") == std::vector<double>{7});
  const std::vector<std::vector<std::string>> rows{{"x", "0"}, {"\"", "y"}};
  BOOST_TEST((written_and_read(rows) == rows));
}

BOOST_AUTO_TEST_CASE(a_set_is_written_in_order_and_once) {
  const auto set = value_of<std::set<std::string>>(R"(["score", "density", "score"])");
  BOOST_TEST(toml_text(set) == R"(["density", "score"])");
  BOOST_TEST((written_and_read(set) == set));
  BOOST_TEST(toml_text(std::set<std::string>()) == "[]");
}

BOOST_AUTO_TEST_CASE(a_table_of_texts_keeps_names_and_texts) {
  const std::map<std::string, std::string> table{{"b", "1 + \"a\\"}, {"a_1", "two\nlines"}};
  BOOST_TEST(toml_text(table) == R"({ a_1 = "two\u000Alines", b = "1 + \"a\\" })");
  BOOST_TEST((written_and_read(table) == table));
  BOOST_TEST(toml_text(std::map<std::string, std::string>()) == "{}");
  BOOST_TEST((written_and_read(std::map<std::string, std::string>()).empty()));
}

BOOST_AUTO_TEST_SUITE_END()
