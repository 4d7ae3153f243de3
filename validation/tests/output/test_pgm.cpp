#include "output/pgm.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <stdexcept>

#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;

namespace {

/// Every rank reads a file of its own, written by itself.
GrayImage read_back(const std::string& bytes) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / ("image" + std::to_string(sample::rank()) + ".pgm");
  std::ofstream(file, std::ios::binary) << bytes;
  return read_pgm(file);
}

std::string bytes(std::initializer_list<int> values) {
  std::string result;
  for (const int v : values) result += static_cast<char>(v);
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pgm)

BOOST_AUTO_TEST_CASE(text_and_binary_of_the_same_picture_agree) {
  const std::vector<double> wanted{0, 7, 255, 10, 35, 32};
  const auto text = read_back("P2\n# a comment\n3 2\n255\n0 7 255\n10 35 32\n");
  const auto binary = read_back("P5 3 # width\n2\n255\n" + bytes({0, 7, 255, 10, 35, 32}));
  for (const GrayImage& image : {text, binary}) {
    BOOST_TEST(image.width == 3);
    BOOST_TEST(image.height == 2);
    BOOST_TEST(image.white == 255);
    BOOST_TEST(image.values == wanted, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(two_byte_values_have_the_high_byte_first) {
  const auto image = read_back("P5\n2 1\n65535\n" + bytes({1, 2, 255, 255}));
  BOOST_TEST(image.values == (std::vector<double>{258, 65535}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(damaged_files_are_refused) {
  const std::vector<std::string> damaged{
      "",
      "P",
      "P6\n1 1\n255\nabc",
      "P5",
      "P5\n2",
      "P5\n2 2\n255",
      "P5\n2 2\n255\nabc",
      "P5\n1 1\n256\na",
      "P5\n0 2\n255\nab",
      "P5\n2 -2\n255\nabcd",
      "P5\n2 2\n0\nabcd",
      "P5\n2 2\n65536\nabcdabcd",
      "P5\n1 1\n3\n" + bytes({4}),
      "P5\n100000 100000\n255\nab",
      "P5\n99999999999999999999 1\n255\nab",
      "P2\n2 1\n255\n1",
      "P2\n2 1\n255\n1 256",
      "P2\n2 1\n255\n1 x",
      "P2\n2 1\n255\n1 -1",
      "P2\n16384 16384\n255\n1",
      "P2\n2 1\n255\n# 1 2",
  };
  for (const std::string& file : damaged)
    BOOST_TEST_CONTEXT(file) BOOST_CHECK_THROW(read_back(file), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_named) {
  for (const char* file : {"/nonexistent/ink.pgm", "/tmp"})
    BOOST_CHECK_EXCEPTION(read_pgm(file), std::invalid_argument,
                          [&](const auto& e) { return std::string(e.what()).starts_with(file); });
}

BOOST_AUTO_TEST_SUITE_END()
