// What a store in memory gives back is what was written last under its number.
#include "solver/slice_store.hpp"

#include <bit>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <limits>
#include <numeric>

using namespace loschmidt::solver;

namespace {

// The bits of the first numbers of a row.
std::vector<std::uint64_t> bits_of(const SliceStore& store, int slice, std::size_t size) {
  std::vector<double> row(size, -7);
  store.read(slice, row);
  std::vector<std::uint64_t> bits;
  for (const double v : row) bits.push_back(std::bit_cast<std::uint64_t>(v));
  return bits;
}

std::vector<std::uint64_t> bits_of(const std::vector<double>& row) {
  std::vector<std::uint64_t> bits;
  for (const double v : row) bits.push_back(std::bit_cast<std::uint64_t>(v));
  return bits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(slice_store)

BOOST_AUTO_TEST_CASE(rows_are_kept_to_the_bit_whatever_becomes_of_the_original) {
  MemoryStore store(2);
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> first{-0.0, none, -none, 5e-324, 1.0 / 3};
  std::vector<double> changing = first;
  store.write(1, changing);
  changing.assign(changing.size(), 4);
  BOOST_TEST(bits_of(store, 1, 5) == bits_of(first), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(rows_of_any_order_and_length_do_not_touch_one_another) {
  MemoryStore store(20);
  const auto row = [](int slice) {
    std::vector<double> values((slice * 7) % 11);
    std::iota(values.begin(), values.end(), 100.0 * slice);
    return values;
  };
  for (int k = 0; k < 20; ++k) store.write((13 * k) % 20, row((13 * k) % 20));
  for (int k = 0; k < 20; ++k)
    BOOST_TEST(bits_of(store, k, row(k).size()) == bits_of(row(k)),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_beginning_of_a_row_can_be_read_alone) {
  MemoryStore store(1);
  store.write(0, std::vector<double>{1, 2, 3, 4});
  for (std::size_t size = 0; size <= 4; ++size) {
    std::vector<double> expected(size);
    std::iota(expected.begin(), expected.end(), 1.0);
    BOOST_TEST(bits_of(store, 0, size) == bits_of(expected), boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(the_later_of_two_rows_counts) {
  MemoryStore store(1);
  store.write(0, std::vector<double>{1, 2, 3});
  store.write(0, std::vector<double>{8, 9});
  BOOST_TEST(bits_of(store, 0, 2) == bits_of({8, 9}), boost::test_tools::per_element());
  store.write(0, std::vector<double>{4, 5, 6, 7});
  BOOST_TEST(bits_of(store, 0, 4) == bits_of({4, 5, 6, 7}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
