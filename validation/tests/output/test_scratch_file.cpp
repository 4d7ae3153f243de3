#include "output/scratch_file.hpp"

#include <boost/test/unit_test.hpp>
#include <numeric>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;

namespace {

std::filesystem::path own_file(const sample::Scratch& scratch) {
  return scratch.path() / std::to_string(sample::rank());
}

std::vector<double> numbers(int first, std::size_t size) {
  std::vector<double> values(size);
  std::iota(values.begin(), values.end(), first + 0.1);
  return values;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scratch_file)

BOOST_AUTO_TEST_CASE(rows_come_back_to_the_bit_in_any_order) {
  const sample::Scratch scratch;
  ScratchFile file(own_file(scratch), 5, 7);
  for (const int row : {4, 0, 2}) file.write(row, numbers(10 * row, row == 2 ? 6 : 7));
  file.write(0, numbers(-3, 7));
  std::vector<double> six(6), seven(7);
  file.read(2, six);
  BOOST_TEST(six == numbers(20, 6));
  file.read(4, seven);
  BOOST_TEST(seven == numbers(40, 7));
  file.read(0, seven);
  BOOST_TEST(seven == numbers(-3, 7));
}

BOOST_AUTO_TEST_CASE(it_has_no_name) {
  const sample::Scratch scratch;
  const ScratchFile file(own_file(scratch), 5, 7);
  BOOST_TEST(!std::filesystem::exists(own_file(scratch)));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_an_error_at_once_and_leaves_nothing) {
  const sample::Scratch scratch;
  BOOST_CHECK_THROW(ScratchFile(own_file(scratch), 1 << 20, std::uint64_t{1} << 36), OutputError);
  BOOST_TEST(!std::filesystem::exists(own_file(scratch)));
  BOOST_CHECK_THROW(ScratchFile("/nonexistent/file", 5, 7), OutputError);
}

BOOST_AUTO_TEST_SUITE_END()
