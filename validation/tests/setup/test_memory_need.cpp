// The memory of a run is estimated from its sizes alone.
#include "app/setup/memory_need.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::setup;

namespace {

// Numbers of 8 bytes, in the cells of the mesh and of that with half of them.
RunSizes with_slices(double slices) {
  RunSizes sizes;
  sizes.cells.own = 1000;
  sizes.cells.half = 500;
  sizes.slices = slices;
  return sizes;
}

double bytes(const Case& c, double slices) {
  return total(memory_need({4, 2}, c, with_slices(slices)));
}

double scratch_bytes(const Case& c, double slices) {
  return scratch_need({4, 2}, c, with_slices(slices));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(memory_need)

BOOST_AUTO_TEST_CASE(densities_at_all_times_are_shared_by_the_ranks) {
  const Case c = test::read(test::small_case, {});
  BOOST_TEST(bytes(c, 30) - bytes(c, 10) == 20 * 1500 * 8 / 4.0,
             boost::test_tools::tolerance(1e-12));
  BOOST_TEST(scratch_bytes(c, 30) == 0);
}

BOOST_AUTO_TEST_CASE(what_memory_does_not_hold_goes_to_disk) {
  const Case c = test::read(test::small_case, {"output.history_memory=0"});
  BOOST_TEST(bytes(c, 30) == bytes(c, 10), boost::test_tools::tolerance(1e-12));
  BOOST_TEST(scratch_bytes(c, 30) == 30 * 1500 * 8 / 4.0, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
