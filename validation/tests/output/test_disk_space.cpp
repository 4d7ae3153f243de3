#include "output/disk_space.hpp"

#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;

namespace {

/// A file of this rank with five bytes in it.
std::filesystem::path five_bytes(const sample::Scratch& scratch) {
  const auto file = scratch.path() / std::to_string(sample::rank());
  std::ofstream(file) << "12345";
  return file;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(disk_space)

BOOST_AUTO_TEST_CASE(reserving_and_releasing_change_neither_size_nor_content) {
  const sample::Scratch scratch;
  const auto file = five_bytes(scratch);
  reserve_space(file, 1 << 20);
  BOOST_TEST(std::filesystem::file_size(file) == 5U);
  release_space(file);
  BOOST_TEST(std::filesystem::file_size(file) == 5U);
  std::string content;
  std::ifstream(file) >> content;
  BOOST_TEST(content == "12345");
}

BOOST_AUTO_TEST_CASE(more_than_any_disk_holds_is_an_error) {
  const sample::Scratch scratch;
  BOOST_CHECK_THROW(reserve_space(five_bytes(scratch), std::uint64_t{1} << 62), OutputError);
  BOOST_CHECK_THROW(reserve_space("/nonexistent/file", 1), OutputError);
}

BOOST_AUTO_TEST_CASE(the_limit_of_the_process_counts) {
  const sample::Scratch scratch;
  const auto file = five_bytes(scratch);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{4096, limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  BOOST_CHECK_THROW(reserve_space(file, 4096), OutputError);
  BOOST_CHECK_NO_THROW(reserve_space(file, 4091));
  setrlimit(RLIMIT_FSIZE, &limit);
}

BOOST_AUTO_TEST_SUITE_END()
