// The rows of the table of methods are where traits_of looks, and state what the integrators do.
#include "solver/method.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/solver/setups.hpp"

using namespace loschmidt;
using namespace loschmidt::solver;

BOOST_AUTO_TEST_SUITE(methods_table)

BOOST_AUTO_TEST_CASE(rows_are_found_by_method_and_by_name) {
  for (const MethodTraits& row : method_table) {
    BOOST_TEST((traits_of(row.method).name == row.name));
    BOOST_TEST((method_named(row.name) == row.method));
  }
  BOOST_TEST(!method_named("auto"));
}

// docs/theory.md (14): exponentials of separable rates are exact for any step.
BOOST_AUTO_TEST_CASE(only_exponentials_of_separable_rates_have_no_error_in_time) {
  const meshes::Mesh mesh({test::uniform_axis(-2, 2, 16)});
  const sde::Sde steady = test::process({"-(1 + t)*x"}, {"sqrt(1 + t)"});
  const sde::Sde changing = test::process({"-x - t"}, {"1"});
  BOOST_TEST(!has_time_error(Method::uniformization, test::factor_of(steady, mesh)));
  BOOST_TEST(has_time_error(Method::uniformization, test::factor_of(changing, mesh)));
  BOOST_TEST(has_time_error(Method::tr_bdf2, test::factor_of(steady, mesh)));
  BOOST_TEST(has_time_error(Method::backward_euler, test::factor_of(steady, mesh)));
}

BOOST_AUTO_TEST_SUITE_END()
