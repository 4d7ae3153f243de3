#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"
#include "solver/uniformization.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {
std::vector<double> evolved(MPI_Comm comm, const Mesh& mesh, const Sde& sde,
                            const std::vector<double>& start, double clock) {
  const Decomposition d(comm, mesh);
  const auto factor = test::factor_of(sde, mesh);
  const Uniformization exponential(d, Generator(d, MeshTables(sde, factor, d).at(0)));
  Masses masses(d, start);
  exponential.advance(masses, clock);
  return masses.gather();
}
}  // namespace

BOOST_AUTO_TEST_SUITE(uniformization)

BOOST_AUTO_TEST_CASE(two_cells_relax_as_two_states_do) {
  // Cells of width ½, D = 2: both rates are (K/d)/h = (1/0.5)/0.5 = 4, so m₀ = ½(1 + e^{−8t}).
  const Mesh mesh({test::uniform_axis(0, 1, 2)});
  const Sde sde = test::process({"0"}, {"sqrt(2)"});
  for (const double t : {1e-3, 0.1, 2.0, 200.0}) {
    const auto m = evolved(MPI_COMM_WORLD, mesh, sde, {1, 0}, t);
    BOOST_TEST(m[0] == 0.5 * (1 + std::exp(-8 * t)), boost::test_tools::tolerance(1e-13));
    BOOST_TEST(m[1] == -0.5 * std::expm1(-8 * t), boost::test_tools::tolerance(1e-13));
  }
}

BOOST_AUTO_TEST_CASE(mass_stays_and_nothing_turns_negative) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const auto m =
        evolved(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(mesh.dimension()),
                test::bump(mesh), 0.7);
    BOOST_TEST(std::abs(total(m) - 1) < 1e-13);
    BOOST_TEST(*std::ranges::min_element(m) > 0);
  }
}

BOOST_AUTO_TEST_CASE(expectations_are_dual_to_masses) {
  // E[u(X_later)] is the same whether the masses go forward or the expectation goes back.
  for (const Mesh& mesh : test::odd_meshes()) {
    const Sde sde = test::process_with_x_dependent_noise(mesh.dimension());
    const Decomposition d(MPI_COMM_WORLD, mesh);
    const auto factor = test::factor_of(sde, mesh);
    const Generator generator(d, MeshTables(sde, factor, d).at(0));
    std::vector<double> value;
    for (std::size_t n = 0; n < mesh.cells(); ++n) value.push_back(1 + std::sin(0.7 * double(n)));
    const auto start = test::bump(mesh);
    Masses masses(d, start);
    Masses expectation(d, value);
    Uniformization(d, generator).advance(masses, 0.4);
    Uniformization(d, generator, Equation::backward).advance(expectation, 0.4);
    const auto later = masses.gather();
    const auto earlier = expectation.gather();
    double forward = 0;
    double backward = 0;
    for (std::size_t n = 0; n < mesh.cells(); ++n) {
      forward += later[n] * value[n];
      backward += start[n] * earlier[n];
    }
    BOOST_TEST(forward == backward, boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(same_bits_on_any_number_of_ranks) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Sde sde = test::process_with_x_dependent_noise(mesh.dimension());
    const auto together = evolved(MPI_COMM_WORLD, mesh, sde, test::bump(mesh), 0.31);
    const auto alone = evolved(MPI_COMM_SELF, mesh, sde, test::bump(mesh), 0.31);
    BOOST_TEST((together == alone));
  }
}

BOOST_AUTO_TEST_CASE(steps_compose) {
  const Mesh mesh({test::graded(-3, 3, 40)});
  const Sde sde = test::process_with_x_dependent_noise(1);
  const auto once = evolved(MPI_COMM_WORLD, mesh, sde, test::bump(mesh), 0.5);
  const auto half = evolved(MPI_COMM_WORLD, mesh, sde, test::bump(mesh), 0.25);
  const auto twice = evolved(MPI_COMM_WORLD, mesh, sde, half, 0.25);
  for (std::size_t n = 0; n < once.size(); ++n)
    BOOST_TEST(once[n] == twice[n], boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(far_tails_keep_relative_accuracy) {
  // A walk from one cell: e^{−2kt} I_n(2kt) with rate k to either side, the Skellam law.
  const int n = 81;
  const Mesh mesh({test::uniform_axis(0, n, n)});
  std::vector<double> start(n, 0.0);
  start[n / 2] = 1;
  const auto m = evolved(MPI_COMM_WORLD, mesh, test::process({"0"}, {"sqrt(2)"}), start, 1.0);
  for (int away = 0; away <= 12; ++away) {
    const double exact = std::exp(-2.0) * std::cyl_bessel_i(away, 2.0);  // down to 3e-12
    BOOST_TEST(m[n / 2 + away] == exact, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(m[n / 2 - away] == exact, boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(no_time_no_change) {
  const Mesh mesh({test::uniform_axis(0, 1, 5)});
  const auto start = test::bump(mesh);
  BOOST_TEST(
      (evolved(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(1), start, 0) == start));
}

BOOST_AUTO_TEST_SUITE_END()
