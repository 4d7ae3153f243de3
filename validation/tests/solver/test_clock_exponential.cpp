// A separable process is solved in its clock, without an error of time steps.
#include "solver/clock_exponential.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/solver/time_dependent_process.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::solver;
using test::distance;
using test::evolved;

BOOST_AUTO_TEST_SUITE(clock_exponential)

BOOST_AUTO_TEST_CASE(a_separable_process_has_no_time_error) {
  // The same process in its clock and, disguised by a drift that does not factorise but is zero on
  // every mesh point that counts, by many Magnus steps.
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const auto by_clock = evolved(mesh, test::process({"-(1 + t)*x"}, {"sqrt(1 + t)"}), {}, 1);
  const auto by_steps = evolved(
      mesh, test::process({"-(1 + t)*x + (abs(x) > 3.9999 ? t : 0)*0 + 1e-9*t*t"}, {"sqrt(1 + t)"}),
      {64, 1, 0}, 1);
  BOOST_TEST(distance(by_clock, by_steps) < 1e-8);
}

BOOST_AUTO_TEST_SUITE_END()
