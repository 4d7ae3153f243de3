// The density forward in time against closed forms, and expectations back through its steps.
#include "app/roads/density_solver.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

// What the next term of an error in even powers of the cell is beside the first: the square of the
// coarsest cells, in deviations.
double next_order(int coarsest) {
  return std::pow(14.0 / coarsest, 2);
}

double error(const std::vector<std::string>& overrides) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  DensitySolver solver(small.setup, small.job);
  solver.advance(0, 0.5);
  const State state = solver.state(0.5, solver.masses());
  BOOST_TEST(total(state.mass) == 1, tolerance(1e-12));
  return test::l1(state.mass, test::gaussian_masses(small.setup.problem.mesh, std::exp(-0.5), 1));
}

double inner(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

OnMeshes cosines(const DensitySolver& solver) {
  OnMeshes values;
  for (const Mesh* mesh : solver.meshes()) {
    values.emplace_back();
    for (const double x : mesh->axis(0).centers()) values.back().push_back(std::cos(x));
  }
  return values;
}

// The largest error of E cos X, X from N(x e^(−t), 1 − e^(−2t)), from x within three deviations.
double error_of_expectations(int number) {
  test::SmallJob small(test::ornstein_uhlenbeck, {test::cells(number)});
  DensitySolver solver(small.setup, small.job);
  solver.advance(0, 0.5);
  OnMeshes values = cosines(solver);
  solver.solve_backward(values, 0, 0.5);
  const auto centers = small.setup.problem.mesh.axis(0).centers();
  double largest = 0;
  for (std::size_t i = 0; i < centers.size(); ++i)
    if (std::abs(centers[i]) < 3)
      largest = std::max(largest, std::abs(values[0][i] - std::cos(centers[i] * std::exp(-0.5)) *
                                                              std::exp(-0.5 + 0.5 * std::exp(-1))));
  return largest;
}

// What survives of N(½, 0.1²) between walls at 0 and 1, by its sine series.
double survivors(double time) {
  const double pi = std::numbers::pi;
  double sum = 0;
  for (int n = 1; n < 60; n += 2)
    sum += 4 / (n * pi) * std::sin(n * pi / 2) * std::exp(-0.5 * n * n * pi * pi * (0.01 + time));
  return sum;
}

double error_of_survivors(int number) {
  test::SmallJob small(test::absorbed_brownian_motion, {test::cells(number)});
  DensitySolver solver(small.setup, small.job);
  solver.advance(0, 0.1);
  return solver.state(0.1, solver.masses()).unextrapolated_mass - survivors(0.1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(density_solver)

BOOST_AUTO_TEST_CASE(it_is_of_second_order_and_of_fourth_when_extrapolated) {
  BOOST_TEST(error({test::cells(64)}) / error({test::cells(128)}) == 4, tolerance(next_order(64)));
  const std::string extrapolated = "solver.extrapolation=true";
  BOOST_TEST(error({test::cells(32), extrapolated}) / error({test::cells(64), extrapolated}) == 16,
             tolerance(next_order(32)));
}

BOOST_AUTO_TEST_CASE(expectations_are_carried_by_the_transposes_of_the_steps) {
  for (const char* drift : {"sde.drift=[\"-x\"]", "sde.drift=[\"-(1 + t^2)*x\"]"}) {
    test::SmallJob small(test::ornstein_uhlenbeck, {drift, "solver.extrapolation=true"});
    DensitySolver solver(small.setup, small.job);
    const OnMeshes before = solver.masses();
    solver.advance(0, 0.3);
    const OnMeshes after = solver.masses();
    const OnMeshes later = cosines(solver);
    OnMeshes values = later;
    solver.solve_backward(values, 0, 0.3);
    for (std::size_t k = 0; k < 2; ++k)
      BOOST_TEST(inner(before[k], values[k]) == inner(after[k], later[k]), tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(expectations_solve_the_backward_equation) {
  BOOST_TEST(error_of_expectations(64) / error_of_expectations(128) == 4,
             tolerance(next_order(64)));
}

// The third mode of the sine series sets the scale of the next order, and the first of no others.
BOOST_AUTO_TEST_CASE(walls_take_as_much_as_the_sine_series) {
  BOOST_TEST(error_of_survivors(32) / error_of_survivors(64) == 4,
             tolerance(std::pow(3 * std::numbers::pi / 32, 2)));
}

BOOST_AUTO_TEST_CASE(mass_that_came_from_nowhere_is_a_failure) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  DensitySolver solver(small.setup, small.job);
  OnMeshes masses = solver.masses();
  masses[0][20] += 1e-6;
  BOOST_CHECK_THROW(solver.state(0, masses), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
