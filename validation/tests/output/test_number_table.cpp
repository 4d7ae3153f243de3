#include "output/number_table.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <stdexcept>

#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;

namespace {

/// Every rank reads a file of its own, written by itself.
std::vector<double> read_back(const std::string& text, int columns) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / ("points" + std::to_string(sample::rank()) + ".csv");
  std::ofstream(file, std::ios::binary) << text;
  return read_number_table(file, columns);
}

std::string error_of(const std::string& text, int columns) {
  try {
    read_back(text, columns);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return {};
}

void check_contains(const std::string& text, const std::string& part) {
  BOOST_TEST(text.find(part) != std::string::npos, part << " is missing in: " << text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(number_table)

BOOST_AUTO_TEST_CASE(all_the_ways_people_write_numbers) {
  const std::vector<double> wanted{1, -2, 0.5, 3e-4};
  for (const std::string text :
       {"1,-2\n0.5,3e-4\n", "1 -2\n0.5 3e-4", "x,y\r\n1.0;-2\r\n+.5; 3.0E-4\r\n",
        "\xEF\xBB\xBF"
        "1\t-2\n\n  0.5 ,\t3e-4  \n",
        "# by hand\n\"x\" \"y\"\n1, -2 # the first\n#\n0.5, 3e-4\n"})
    BOOST_TEST(read_back(text, 2) == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_with_its_line) {
  check_contains(error_of("1,2\n1,2,3\n", 2), ".csv:2: 3 entries");
  check_contains(error_of("x,y\n1,2\nx,y\n", 2), ".csv:3: \"x\" is no finite number");
  check_contains(error_of("1,2\n\n1,nan\n", 2), ".csv:3: \"nan\" is no finite number");
  check_contains(error_of("1,inf\n", 2), ".csv:1: \"inf\"");
  check_contains(error_of("1,,2\n", 2), ".csv:1: 3 entries");
  check_contains(error_of("1,\n", 2), ".csv:1: \"\" is no finite number");
  check_contains(error_of("1,2x\n", 2), ".csv:1: \"2x\"");
}

BOOST_AUTO_TEST_CASE(a_file_without_points_is_refused) {
  check_contains(error_of("", 1), "holds no point");
  check_contains(error_of("x\n# nothing\n", 1), "holds no point");
  BOOST_CHECK_THROW(read_number_table("/nowhere/points.csv", 1), std::invalid_argument);
  BOOST_CHECK_THROW(read_number_table("/", 1), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
