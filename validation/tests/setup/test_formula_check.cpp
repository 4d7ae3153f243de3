// Formulas are checked wherever the run evaluates them; an error about a value names its key.
#include "app/setup/formula_check.hpp"

#include <boost/test/unit_test.hpp>

#include "parallel/failure.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;
using test::contains;

namespace {

// What is wrong; empty if nothing is.
std::string complaint(const std::vector<std::string>& overrides) {
  const Case c = test::read(test::small_case, overrides);
  const Problem problem(c);
  const Plan plan = make_plan(c, problem);
  try {
    check_formulas(MPI_COMM_SELF, c, problem, plan, nullptr);
  } catch (const Failure& failure) {
    BOOST_TEST(failure.code() == input_error);
    return failure.what();
  }
  return {};
}

const std::string density = "exact.density=exp(-x^2)/sqrt(pi)";

}  // namespace

BOOST_AUTO_TEST_SUITE(formula_check)

BOOST_AUTO_TEST_CASE(finite_formulas_pass) {
  BOOST_TEST(complaint({}) == "");
  BOOST_TEST(complaint({"sde.diffusion=1 + t + x^2", density}) == "");
}

BOOST_AUTO_TEST_CASE(drift_that_is_not_finite_somewhere_has_its_key) {
  BOOST_TEST(contains(complaint({"sde.drift=[\"log(x)\"]"}), "sde"));
  BOOST_TEST(contains(complaint({"sde.drift=[\"log(x)\"]"}), "log(x)"));
  // Not at a centre of a cell, but at a face.
  BOOST_TEST(contains(complaint({"sde.drift=[\"1/(x - 1)\"]"}), "1/(x - 1)"));
}

BOOST_AUTO_TEST_CASE(a_pole_in_the_middle_of_the_run_is_found) {
  BOOST_TEST(contains(complaint({"sde.drift=[\"-x/(t - 0.5)\"]", "time.snapshots=[0.5]"}), "sde"));
  BOOST_TEST(complaint({"sde.drift=[\"-x/(t + 0.5)\"]"}) == "");
}

BOOST_AUTO_TEST_CASE(a_closed_form_is_looked_at_where_its_density_is_not_0) {
  BOOST_TEST(contains(complaint({density, "exact.score=[\"1/(x - 0.125)\"]"}), "exact"));
  BOOST_TEST(complaint({"exact.density=exp(-200*x^2)", "exact.score=[\"log(3 - abs(x))\"]"}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
