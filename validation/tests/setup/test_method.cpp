// The time integrator of a run is the one named in the case, or the cheapest.
#include "app/setup/method.hpp"

#include <boost/test/unit_test.hpp>

#include "app/case/options.hpp"
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
  for (const MethodTraits& row : method_table) {
    const MethodChoice found = choice({"solver.method=" + std::string(row.name)});
    BOOST_TEST((found.method == row.method));
    BOOST_TEST(describe(found) == std::string(row.name) + ", as the case says");
  }
}

// Λτ grows as the square of the cells, implicit steps do not: docs/theory.md, "Implicit steps".
BOOST_AUTO_TEST_CASE(left_to_the_program_stiffness_decides) {
  const std::string roads = "validation.roads=[\"chain\"]";
  BOOST_TEST((choice({roads}).method == Method::uniformization));
  BOOST_TEST((choice({roads, "mesh.cells=[8192]", "sde.diffusion=8", "time.snapshots=2"}).method ==
              Method::tr_bdf2));
}

// The case knows names without seeing the solver.
BOOST_AUTO_TEST_CASE(the_case_offers_every_method_and_auto) {
  const auto& choices = input::find_option("solver.method")->choices;
  BOOST_TEST(choices.size() == method_table.size() + 1);
  for (const std::string_view name : choices)
    BOOST_TEST((name == "auto" || method_named(name).has_value()));
}

BOOST_AUTO_TEST_SUITE_END()
