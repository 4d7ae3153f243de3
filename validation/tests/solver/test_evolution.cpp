// Both of Kolmogorov's equations, forward and backward, are solved by the same steps.
#include "solver/evolution.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>

#include "validation/tests/solver/time_dependent_process.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using test::distance;
using test::time_dependent_process;

BOOST_AUTO_TEST_SUITE(evolution)

BOOST_AUTO_TEST_CASE(expectations_go_back_through_the_steps_that_masses_took) {
  // Σ m u is the same at all times, whether the steps are given, chosen or not needed.
  const Mesh mesh({test::uniform_axis(-4, 4, 48, Boundary::absorbing)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const auto check = [&](const Sde& sde, const StepControl& control) {
    const auto factor = test::factor_of(sde, mesh);
    Evolution evolution(d, sde, factor, control);
    const std::vector<double> times{0, 0.3, 0.4, 1};
    std::vector<std::vector<double>> mass{test::bump(mesh)};
    Masses masses(d, mass[0]);
    for (std::size_t k = 1; k < times.size(); ++k) {
      evolution.advance(masses, times[k - 1], times[k]);
      mass.push_back(masses.gather());
    }
    std::vector<double> value;
    for (std::size_t n = 0; n < mesh.cells(); ++n) value.push_back(1 + std::sin(0.7 * double(n)));
    const auto paired = [&](const std::vector<double>& u, int k) {
      double sum = 0;
      for (std::size_t n = 0; n < u.size(); ++n) sum += mass[k][n] * u[n];
      return sum;
    };
    const double at_end = paired(value, 3);
    Masses u(d, value);
    evolution.solve_backward(u, 0.3, 1);  // two legs at once
    BOOST_TEST(paired(u.gather(), 1) == at_end, boost::test_tools::tolerance(1e-12));
    evolution.solve_backward(u, 0, 0.3);
    BOOST_TEST(paired(u.gather(), 0) == at_end, boost::test_tools::tolerance(1e-12));
    return u.gather();
  };
  const auto many = check(time_dependent_process(), {32, 1, 0});
  BOOST_TEST(distance(check(time_dependent_process(), {0, 1, 1e-6}), many) < 1e-4);
  check(test::process({"-(1 + t)*x"}, {"sqrt(1 + t)"}), {});
  // Steps so long that they halve themselves: the halves go back in their own order.
  check(test::process({"0.01*sin(t)"}, {"0.2 + 3*t^4"}), {1, 1, 0});
}

BOOST_AUTO_TEST_CASE(the_reversed_chain_returns_what_the_expectation_says) {
  // Step by step by Bayes' rule, q_k = m_k ∘ P(q_{k+1}/m_{k+1}), against m_0 ∘ h_0 with h solved
  // backward at once: from the surviving mass it is m_0 S_0/Z, from another law that law's own.
  const Mesh mesh({test::uniform_axis(-2, 2, 64, Boundary::absorbing)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = time_dependent_process();
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {32, 1, 0});
  constexpr int steps = 8;
  std::vector<std::vector<double>> mass{test::bump(mesh)};
  Masses masses(d, mass[0]);
  for (int k = 0; k < steps; ++k) {
    evolution.advance(masses, k / 8.0, (k + 1) / 8.0);
    mass.push_back(masses.gather());
  }
  BOOST_TEST(total(mass[steps]) < 0.9);
  for (auto start : {mass[steps], mesh.volumes()}) {
    const double sum = total(start);
    for (double& m : start) m /= sum;
    const auto ratio = [&](const std::vector<double>& q, int k) {
      std::vector<double> h = q;
      for (std::size_t n = 0; n < h.size(); ++n) h[n] /= mass[k][n];
      return h;
    };
    auto chain = start;
    for (int k = steps; k > 0; --k) {
      Masses h(d, ratio(chain, k));
      evolution.solve_backward(h, (k - 1) / 8.0, k / 8.0);
      chain = h.gather();
      for (std::size_t n = 0; n < chain.size(); ++n) chain[n] *= mass[k - 1][n];
    }
    Masses h(d, ratio(start, steps));
    evolution.solve_backward(h, 0, 1);
    const auto at_once = h.gather();
    BOOST_TEST(total(chain) == 1, boost::test_tools::tolerance(1e-12));
    for (std::size_t n = 0; n < chain.size(); ++n)
      BOOST_TEST(chain[n] == mass[0][n] * at_once[n], boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(expectations_have_the_same_bits_on_any_number_of_ranks) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Sde sde = test::process_with_x_dependent_noise(mesh.dimension());
    const auto back = [&](MPI_Comm comm) {
      const Decomposition d(comm, mesh);
      const auto factor = test::factor_of(sde, mesh);
      Masses u(d, test::bump(mesh));
      Evolution(d, sde, factor, {}).solve_backward(u, 0, 0.3);
      return u.gather();
    };
    BOOST_TEST((back(MPI_COMM_WORLD) == back(MPI_COMM_SELF)));
  }
}

BOOST_AUTO_TEST_CASE(an_interval_takes_no_more_tries_than_allowed) {
  const Mesh mesh({test::uniform_axis(-4, 4, 16)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde restless = test::process({"sin(1e6*t)"}, {"1"});
  const auto factor = test::factor_of(restless, mesh);
  for (const Method method : {Method::uniformization, Method::tr_bdf2}) {
    Evolution evolution(d, restless, factor, {0, 1, 1e-6, method, 100});
    Masses masses(d, test::bump(mesh));
    BOOST_CHECK_THROW(evolution.advance(masses, 0, 1), std::invalid_argument);
  }
}

BOOST_AUTO_TEST_SUITE_END()
