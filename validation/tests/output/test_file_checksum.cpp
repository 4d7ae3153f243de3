#include "output/file_checksum.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;

BOOST_AUTO_TEST_SUITE(checksum_of_a_file)

BOOST_AUTO_TEST_CASE(is_the_standard_one) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / (std::to_string(sample::rank()) + ".txt");
  std::ofstream(file) << "123456789";
  BOOST_TEST(file_checksum(file) == 0xCBF43926u);  // the check value of every description of CRC-32
  std::ofstream(file, std::ios::app) << std::string(3 << 20, 'x');
  const auto longer = file_checksum(file);
  std::ofstream(file, std::ios::app) << 'y';
  BOOST_TEST(file_checksum(file) != longer);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_has_none) {
  BOOST_CHECK_THROW(file_checksum("/nonexistent"), OutputError);
  BOOST_CHECK_THROW(file_checksum("/"), OutputError);  // a directory
}

BOOST_AUTO_TEST_CASE(a_seal_holds_until_a_bit_changes) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / (std::to_string(sample::rank()) + ".txt");
  std::ofstream(file) << "123456789";
  BOOST_CHECK_THROW(require_seal(file), OutputError);
  seal_file(file);
  require_seal(file);
  BOOST_TEST(std::filesystem::file_size(file) == 13u);
  for (int byte = 0; byte < 13; ++byte) {
    std::fstream changed(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto flip = [&] {
      changed.seekg(byte);
      const char value = static_cast<char>(changed.get() ^ 4);
      changed.seekp(byte);
      changed.put(value).flush();
    };
    flip();
    BOOST_CHECK_THROW(require_seal(file), OutputError);
    flip();
    require_seal(file);
  }
  std::filesystem::resize_file(file, 12);
  BOOST_CHECK_THROW(require_seal(file), OutputError);
  BOOST_CHECK_THROW(require_seal(scratch.path()), OutputError);  // a directory
}

BOOST_AUTO_TEST_SUITE_END()
