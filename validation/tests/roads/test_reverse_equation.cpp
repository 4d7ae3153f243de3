// The reverse process as a density: right and wrong reversals of a Gaussian, whose laws are known.
#include "app/roads/reverse_equation.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

// The score of N(e^(−t), 1) at the faces.
FaceField gaussian_score(const Mesh& mesh, double t) {
  FaceField score(mesh);
  for (std::size_t i = 0; i < score.across[0].size(); ++i)
    score.across[0][i] = std::exp(-t) - mesh.axis(0).edges()[i];
  return score;
}

// What the reversal makes of N(e^(−T), 1) by t = 0, on so many cells of [−20, 20], less N(1,
// variance).
double distance(const sde::Reversal& reversal, int cells, double variance) {
  test::SmallJob small(test::ornstein_uhlenbeck,
                       {"mesh.lower=[-20]", "mesh.upper=[20]",
                        "mesh.cells=[" + std::to_string(cells) + "]", "reverse.steps=256"});
  const Mesh& mesh = small.setup.problem.mesh;
  ReverseEquation equation(small.setup, small.job, mesh, {},
                           [&](double t) { return gaussian_score(mesh, t); });
  const auto start = test::gaussian_masses(mesh, std::exp(-0.5), 1);
  const auto laws = equation.solve(start, reversal, small.setup.plan.reverse_steps, 1e-4);
  BOOST_TEST_REQUIRE(laws.size() == 3u);
  for (const auto& law : laws) BOOST_TEST(total(law) == total(start), tolerance(1e-11));
  return test::l1(laws.back(), test::gaussian_masses(mesh, 1, variance));
}

// The next term of the error is smaller by the square of the cells in deviations.
void require_second_order(const sde::Reversal& reversal, double variance) {
  BOOST_TEST(distance(reversal, 128, variance) / distance(reversal, 256, variance) == 4,
             tolerance(std::pow(40.0 / 128, 2)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reverse_equation)

BOOST_AUTO_TEST_CASE(andersons_reversal_brings_the_gaussian_back) {
  require_second_order({1, 1, 1, 1}, 1);
}

BOOST_AUTO_TEST_CASE(with_other_noise_it_comes_back_too) {
  require_second_order({1, 1, 1, 1.5}, 1);
}

// Without noise it is a transport, upwind: of first order in the cells.
BOOST_AUTO_TEST_CASE(without_noise_it_comes_back_in_first_order) {
  BOOST_TEST(distance({1, 1, 1, 0}, 256, 1) / distance({1, 1, 1, 0}, 512, 1) == 2,
             tolerance(40.0 / 256));
}

// With half of the score the reverse drift is the mean itself: the variance grows by 2 per time.
BOOST_AUTO_TEST_CASE(with_half_of_the_score_the_variance_grows) {
  require_second_order({1, 1, 0.5, 1}, 2);
}

// With no score at all what drifted together drifts apart: the mean is m_T e^s, the variance
// 2 e^(2s) − 1.
BOOST_AUTO_TEST_CASE(with_the_drift_turned_round_alone_it_explodes) {
  require_second_order({1, 0, 0, 1}, 2 * std::exp(1) - 1);
}

BOOST_AUTO_TEST_CASE(several_laws_are_carried_as_if_alone) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Mesh& mesh = small.setup.problem.mesh;
  ReverseEquation equation(small.setup, small.job, mesh, {},
                           [&](double t) { return gaussian_score(mesh, t); });
  const auto a = test::gaussian_masses(mesh, 0, 1);
  const auto b = test::gaussian_masses(mesh, 1, 0.5);
  auto both = a;
  for (std::size_t i = 0; i < both.size(); ++i) both[i] += b[i];
  const std::vector<std::vector<double>> starts{a, b, both};
  const auto& steps = small.setup.plan.reverse_steps;
  const auto ends = equation.solve_several(starts, {}, steps, 1e-4);
  auto sum = ends[0];
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += ends[1][i];
  BOOST_TEST(test::l1(ends[2], sum) < 1e-11);
  BOOST_TEST(test::l1(equation.solve(a, {}, steps, 1e-4).back(), ends[0]) < 1e-11);
}

BOOST_AUTO_TEST_SUITE_END()
