#include <boost/test/unit_test.hpp>
#include <limits>

#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::check_limit;
using test::error_of;
using test::in_last_line;
using test::read;
using test::small_case;
using test::with_value;
using test::written;
using test::written_and_read;

BOOST_AUTO_TEST_SUITE(solver_sections)

BOOST_AUTO_TEST_CASE(without_the_section_the_steps_follow_and_one_more_mesh_is_combined) {
  const Case c = read(small_case);
  BOOST_TEST(c.solver.steps == 0);
  BOOST_TEST(c.solver.extrapolation_meshes == 2);
}

BOOST_AUTO_TEST_CASE(numbers_are_taken_up_to_their_limits) {
  check_limit("solver.steps", "0", "-1", "must be at least 0 (got -1): give 0 or more steps");
  check_limit("solver.steps", "1e9", "1000000001", "must be at most 1000000000 (got 1000000001)");
  check_limit("solver.tolerance", "1e-300", "0", "must be above 0 (got 0)");
  check_limit("solver.tolerance", "0.9999999999999999", "1", "must be below 1 (got 1)");
  check_limit("solver.extrapolation_meshes", "2", "1", "must be at least 2 (got 1)");
  check_limit("solver.extrapolation_meshes", "3", "4", "must be at most 3 (got 4)");
}

BOOST_AUTO_TEST_CASE(the_integrator_is_kept_by_its_name) {
  for (const std::string name : {"auto", "uniformization", "tr-bdf2", "backward-euler"}) {
    const Case c = read(with_value("solver.method", fmt::format("\"{}\"", name)));
    BOOST_TEST(c.solver.method == name);
    BOOST_TEST(written(c, "solver.method") == fmt::format("\"{}\"", name));
  }
  const std::string unknown = with_value("solver.method", R"("TR-BDF2")");
  BOOST_TEST(error_of(unknown).starts_with(
      in_last_line(unknown, "solver.method") +
      "must be one of auto, uniformization, tr-bdf2, backward-euler (got \"TR-BDF2\")"));
}

BOOST_AUTO_TEST_CASE(a_tolerance_is_written_and_read_to_the_bit) {
  for (const double tolerance : {0.1 + 0.2, 1e-16, std::numeric_limits<double>::min()}) {
    Case c = read(small_case);
    c.solver.tolerance = tolerance;
    BOOST_TEST(written_and_read(c).solver.tolerance == tolerance);
  }
}

BOOST_AUTO_TEST_SUITE_END()
