// A score given as a closed form has its values at the cell centres.
#include "app/setup/given_score.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "parallel/failure.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;
using boost::test_tools::tolerance;

namespace {

std::vector<std::string> with(const std::vector<std::string>& more) {
  std::vector<std::string> overrides{"reverse.score=exact", "reverse.steps=8"};
  overrides.insert(overrides.end(), more.begin(), more.end());
  return overrides;
}

struct Given {
  Case c;
  Problem problem;
  Plan plan;
  GivenScore score;
  explicit Given(const std::vector<std::string>& more)
      : c(test::read(test::small_case, with(more))),
        problem(c),
        plan(make_plan(c, problem)),
        score(MPI_COMM_SELF, c, problem, plan, nullptr) {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(given_scores)

BOOST_AUTO_TEST_CASE(it_is_the_closed_form_at_every_step) {
  const Given given({"exact.density=exp(-(x - exp(-t))^2/2)/sqrt(2*pi)"});
  const Field solver(64, 1);
  for (const double t : given.plan.reverse_steps) {
    const Field field = given.score.at(t, solver);
    for (const std::size_t i : {3, 30, 61})
      BOOST_TEST(field.values[i] == std::exp(-t) - given.problem.mesh.axis(0).centers()[i],
                 tolerance(1e-8));
  }
}

BOOST_AUTO_TEST_CASE(the_solvers_stands_in_where_the_closed_form_underflows) {
  const Given given({"exact.density=exp(-100*x^2)", "exact.score=[\"-200*x\"]"});
  Field solver(64, 1);
  solver.values.assign(64, 7);
  const Field field = given.score.at(given.plan.reverse_steps[3], solver);
  BOOST_TEST(field.values[0] == 7);
  BOOST_TEST(field.values[63] == 7);
  BOOST_TEST(field.values[32] == -200 * 0.125, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_formula_that_is_not_finite_is_an_error_of_the_input) {
  BOOST_CHECK_EXCEPTION(Given({"exact.density=exp(-x^2)", "exact.score=[\"1/(x - 0.125)\"]"}),
                        Failure, [](const Failure& f) { return f.code() == input_error; });
}

BOOST_AUTO_TEST_SUITE_END()
