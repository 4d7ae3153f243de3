// Which time integrator a run takes, and whether it has an error in time.
#include "app/setup/method.hpp"

#include <boost/test/unit_test.hpp>

#include "app/setup/setup.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::setup;
using namespace loschmidt::solver;

namespace {

MethodChoice choice(const std::vector<std::string>& overrides) {
  return Setup(MPI_COMM_SELF, test::read(test::small_case, overrides)).method;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(methods)

BOOST_AUTO_TEST_CASE(names_are_taken_at_their_word) {
  for (const Method method : {Method::uniformization, Method::tr_bdf2, Method::backward_euler}) {
    const MethodChoice found = choice({"solver.method=" + std::string(name_of(method))});
    BOOST_TEST((found.method == method));
    BOOST_TEST(describe(found) == std::string(name_of(method)) + ", as the case says");
  }
}

// Λτ grows as the square of the cells, implicit steps do not: docs/theory.md, "Implicit steps".
BOOST_AUTO_TEST_CASE(left_to_the_program_stiffness_decides) {
  const std::string roads = "validation.roads=[\"chain\"]";
  BOOST_TEST((choice({roads}).method == Method::uniformization));
  BOOST_TEST((choice({roads, "mesh.cells=[8192]", "sde.diffusion=8", "time.snapshots=2"}).method ==
              Method::tr_bdf2));
}

// docs/theory.md (14): exponentials of separable rates are exact for any step.
BOOST_AUTO_TEST_CASE(only_exponentials_of_separable_rates_have_no_error_in_time) {
  const Problem separable(test::read(test::small_case));
  const Problem other(test::read(test::small_case, {"sde.drift=[\"-x - t\"]"}));
  BOOST_TEST(!has_time_error(Method::uniformization, separable.factor));
  BOOST_TEST(has_time_error(Method::uniformization, other.factor));
  BOOST_TEST(has_time_error(Method::tr_bdf2, separable.factor));
  BOOST_TEST(has_time_error(Method::backward_euler, separable.factor));
}

BOOST_AUTO_TEST_SUITE_END()
