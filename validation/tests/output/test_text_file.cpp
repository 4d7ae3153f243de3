#include "output/text_file.hpp"

#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fstream>
#include <iterator>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;

BOOST_AUTO_TEST_SUITE(text_file)

BOOST_AUTO_TEST_CASE(the_new_text_takes_the_place_of_the_old_and_nothing_else_stays) {
  const sample::Scratch scratch;
  const auto own = scratch.path() / std::to_string(sample::rank());
  std::filesystem::create_directory(own);
  replace_file(own / "a.json", "first");
  replace_file(own / "a.json", "second\n");
  BOOST_TEST(sample::content(own / "a.json") == "second\n");
  const auto files = std::filesystem::directory_iterator(own);
  BOOST_TEST(std::distance(begin(files), end(files)) == 1);
}

BOOST_AUTO_TEST_CASE(a_failed_write_leaves_the_old_text) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / (std::to_string(sample::rank()) + ".json");
  replace_file(file, "first");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{100, limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  BOOST_CHECK_THROW(replace_file(file, std::string(1000, 'x')), OutputError);
  setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, SIG_DFL);
  BOOST_TEST(sample::content(file) == "first");
}

BOOST_AUTO_TEST_CASE(a_directory_in_the_way_is_an_error) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / (std::to_string(sample::rank()) + ".json");
  std::filesystem::create_directory(file);
  BOOST_CHECK_THROW(replace_file(file, "x"), OutputError);
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_is_an_error) {
  BOOST_CHECK_THROW(replace_file("/nonexistent/a.json", "x"), OutputError);
}

BOOST_AUTO_TEST_SUITE_END()
