// The score of a closed form is its formula, or else a difference of the log density.
#include "app/setup/exact_score.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::setup;
using boost::test_tools::tolerance;

namespace {

const std::string gaussian = "exact.density=exp(-(x - exp(-t))^2/2)/sqrt(2*pi)";

double score(const std::vector<std::string>& overrides, int cell, double t) {
  const Problem problem(test::read(test::small_case, overrides));
  const PointGrid centers = cell_centers(problem.mesh, problem.mesh.all_cells());
  return exact_score(*problem.exact, centers, {cell, 0, 0}, 0, t);
}

double center(int cell) {
  return -8 + 0.25 * (cell + 0.5);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_scores)

BOOST_AUTO_TEST_CASE(a_formula_is_taken_as_it_is) {
  BOOST_TEST(score({gaussian, "exact.score=[\"3*x + t\"]"}, 40, 0.5) == 3 * center(40) + 0.5,
             tolerance(1e-14));
}

// Log of a Gaussian is quadratic: five points have its slope to roundoff.
BOOST_AUTO_TEST_CASE(without_one_it_is_the_slope_of_the_log_density) {
  for (const int cell : {5, 31, 60})
    for (const double t : {0.0, 0.7})
      BOOST_TEST(score({gaussian}, cell, t) == std::exp(-t) - center(cell), tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(other_slopes_are_of_fourth_order) {
  const double x = center(50);
  BOOST_TEST(score({"exact.density=exp(-x^4/50)"}, 50, 0) == -4 * x * x * x / 50, tolerance(1e-9));
  BOOST_TEST(score({"exact.density=2 + sin(x)"}, 50, 0) == std::cos(x) / (2 + std::sin(x)),
             tolerance(1e-5));
}

BOOST_AUTO_TEST_CASE(a_formula_that_is_not_finite_is_refused) {
  BOOST_CHECK_THROW(score({gaussian, "exact.score=[\"log(x)\"]"}, 5, 0), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
