// A density and its score against a closed form.
#include "app/judgement/exact_errors.hpp"

#include <boost/test/unit_test.hpp>

#include "solver/score.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using namespace loschmidt::setup;
using boost::test_tools::tolerance;

namespace {

const std::vector<std::string> exact{"exact.density=exp(-(x - exp(-t))^2/2)/sqrt(2*pi)",
                                     "exact.score=[\"exp(-t) - x\"]"};

// Five nodes per cell of a fifth of a deviation integrate a Gaussian to 1e-17: what is left is
// roundoff, of 64 cells.
constexpr double roundoff = 64 * 2e-16;

FaceField linear_score(const Mesh& mesh, double factor) {
  FaceField score(mesh);
  for (std::size_t i = 0; i < score.across[0].size(); ++i)
    score.across[0][i] = factor * (1 - mesh.axis(0).edges()[i]);
  return score;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_errors_of_a_density)

BOOST_AUTO_TEST_CASE(the_closed_form_itself_has_none) {
  const Problem problem(test::read(test::ornstein_uhlenbeck, exact));
  const auto mass = test::gaussian_masses(problem.mesh, 1, 1);
  const auto errors = exact_errors(MPI_COMM_SELF, problem, 0, mass, linear_score(problem.mesh, 1));
  BOOST_TEST(errors.l1 < roundoff);
  BOOST_TEST(errors.linf < roundoff);
  BOOST_TEST(errors.score < roundoff);
  BOOST_TEST(test::l1(errors.exact_density, density_from_mass(problem.mesh, mass)) <
             roundoff / problem.mesh.axis(0).width(0));
}

// Half of a cell's mass is at either face: the mean square distance of these from the mean is
// 1 + h²/12 (Sheppard) + h²/4. Beyond six deviations there is less than 1e-7 of it.
BOOST_AUTO_TEST_CASE(a_score_that_is_a_tenth_too_small_is_off_by_a_tenth) {
  const Problem problem(test::read(test::ornstein_uhlenbeck, exact));
  const auto mass = test::gaussian_masses(problem.mesh, 1, 1);
  const auto errors =
      exact_errors(MPI_COMM_SELF, problem, 0, mass, linear_score(problem.mesh, 0.9));
  const double h = problem.mesh.axis(0).width(0);
  BOOST_TEST(errors.score == 0.1 * std::sqrt(1 + h * h / 3), tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(moved_mass_is_counted_where_it_left_and_where_it_came) {
  const Problem problem(test::read(test::ornstein_uhlenbeck, exact));
  auto mass = test::gaussian_masses(problem.mesh, 1, 1);
  mass[30] += 0.01;
  mass[40] -= 0.01;
  const auto errors = exact_errors(MPI_COMM_SELF, problem, 0, mass, linear_score(problem.mesh, 1));
  BOOST_TEST(errors.l1 == 0.02, tolerance(1e-11));
  BOOST_TEST(errors.linf == 0.01 / problem.mesh.axis(0).width(30), tolerance(1e-11));
}

// The next term of an error in even powers of the cell is smaller by its square, in deviations.
BOOST_AUTO_TEST_CASE(the_scheme_converges_to_it_with_order_2) {
  const auto of_mesh = [](const std::string& cells) {
    std::vector<std::string> overrides = exact;
    overrides.push_back(cells);
    test::SmallJob small(test::ornstein_uhlenbeck, overrides);
    const Evolved evolved = small.evolved();
    const auto mass = mass_at(evolved.forward.density, 0.5);
    const Mesh& mesh = small.setup.problem.mesh;
    return exact_errors(MPI_COMM_SELF, small.setup.problem, 0.5, mass,
                        solver::face_score(mesh, mass));
  };
  const ErrorNorms coarse = of_mesh("mesh.cells=[64]");
  const ErrorNorms fine = of_mesh("mesh.cells=[128]");
  const double next_order = std::pow(14.0 / 64, 2);
  BOOST_TEST(coarse.l1 / fine.l1 == 4, tolerance(next_order));
  BOOST_TEST(coarse.linf / fine.linf == 4, tolerance(next_order));
  BOOST_TEST(coarse.score / fine.score == 4, tolerance(next_order));
}

BOOST_AUTO_TEST_SUITE_END()
