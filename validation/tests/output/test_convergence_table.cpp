// The printed table: columns that stay aligned, numbers that are those of the record, and nothing
// where there is no_number. Its text for a small record is in test_convergence_file.cpp.
#include "output/convergence_table.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <iterator>
#include <limits>
#include <sstream>

using namespace loschmidt::output;

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  return {std::istream_iterator<std::string>(stream), {}};
}

// Errors that fall like h^order, from the given one on, at one time.
ConvergenceColumn falling(const std::string& name, double first, double order) {
  ConvergenceColumn column{name, "a measure"};
  for (int level = 0; level < 3; ++level) {
    column.values.push_back({first * std::pow(2, -order * level)});
    column.orders.push_back({level == 0 ? no_number : order});
  }
  return column;
}

ConvergenceRecord record(std::vector<ConvergenceColumn> columns) {
  return {"particles", "particles", {1000, 2000, 4e6}, {0.125}, std::move(columns)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(convergence_tables)

BOOST_AUTO_TEST_CASE(lines_are_equally_long_whatever_the_names_and_values) {
  auto odd = falling("short", 1e-300, -12.25);
  odd.values[1][0] = no_number;
  const auto lines = lines_of(convergence_table(
      record({falling("a_measure_with_a_long_name", 1e5, 2), odd, falling("kl", 3e-9, 0.5)})));
  BOOST_TEST_REQUIRE(lines.size() == 5U);
  for (std::size_t n = 2; n < 5; ++n) BOOST_TEST(lines[n].size() == lines[1].size());
  // Each name ends where its values end.
  for (const std::string name : {"a_measure_with_a_long_name", "short", "kl"}) {
    const auto end = lines[1].find(name) + name.size();
    for (std::size_t n = 2; n < 5; ++n)
      BOOST_TEST((lines[n][end - 1] != ' ' && lines[n][end] == ' '), name << ", line " << n);
  }
}

BOOST_AUTO_TEST_CASE(numbers_can_be_read_back) {
  const auto given = record({falling("one", 123.456, 2), falling("two", 7.7e-12, 3.14159)});
  const auto lines = lines_of(convergence_table(given));
  BOOST_TEST((words_of(lines[0]) == std::vector<std::string>{"t", "=", "0.125"}));
  BOOST_TEST((words_of(lines[1]) ==
              std::vector<std::string>{"particles", "one", "order", "two", "order"}));
  for (std::size_t level = 0; level < 3; ++level) {
    const auto words = words_of(lines[2 + level]);
    BOOST_TEST_REQUIRE(words.size() == 5U);
    BOOST_TEST(std::stod(words[0]) == given.refinements[level]);
    for (std::size_t c = 0; c < 2; ++c) {
      const auto& column = given.columns[c];
      BOOST_TEST(std::stod(words[1 + 2 * c]) == column.values[level][0],
                 boost::test_tools::tolerance(5e-4));
      if (level > 0)
        BOOST_TEST(std::abs(std::stod(words[2 + 2 * c]) - column.orders[level][0]) <= 0.005);
      else
        BOOST_TEST(words[2 + 2 * c] == "-");
    }
  }
}

BOOST_AUTO_TEST_CASE(an_order_near_zero_has_no_sign) {
  for (const double order : {-0.0, -0.004, 0.0049, -1e-17}) {
    const auto words = words_of(lines_of(convergence_table(record({falling("e", 1, order)})))[3]);
    BOOST_TEST(words.back() == "0.00");
  }
  const auto words = words_of(lines_of(convergence_table(record({falling("e", 1, -0.01)})))[3]);
  BOOST_TEST(words.back() == "-0.01");
}

BOOST_AUTO_TEST_CASE(a_time_is_shown_if_any_measure_has_a_value_there) {
  ConvergenceRecord two{"mesh", "cells", {8, 16}, {0, 0.5, 1}, {}};
  ConvergenceColumn first{"first", "", {{no_number, no_number, 1}, {no_number, no_number, 2}}, {}};
  ConvergenceColumn second{
      "second", "", {{no_number, 3, no_number}, {no_number, no_number, no_number}}, {}};
  for (auto* column : {&first, &second}) {
    column->orders.assign(2, std::vector<double>(3, no_number));
    two.columns.push_back(*column);
  }
  const auto lines = lines_of(convergence_table(two));
  BOOST_TEST_REQUIRE(lines.size() == 8U);
  BOOST_TEST(lines[0] == "t = 0.5");
  BOOST_TEST(lines[4] == "t = 1");
  BOOST_TEST((words_of(lines[2]) == std::vector<std::string>{"8", "-", "-", "3.000e+00", "-"}));
  BOOST_TEST((words_of(lines[7]) == std::vector<std::string>{"16", "2.000e+00", "-", "-", "-"}));
  BOOST_TEST(convergence_table({"mesh", "cells", {8}, {0}, {}}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
