#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>

#include "setups.hpp"
#include "solver/evolution.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

// Drift and noise change in time, each its own way: the Magnus road.
Sde shaken() {
  return test::process({"-2*x + 3*sin(4*t)"}, {"1 + 0.5*t"});
}

std::vector<double> evolved(const Mesh& mesh, const Sde& sde, const StepControl& control,
                            double end) {
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, control);
  Masses masses(d, test::bump(mesh));
  evolution.advance(masses, 0, end);
  return masses.gather();
}

double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t n = 0; n < a.size(); ++n) sum += std::abs(a[n] - b[n]);
  return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evolution)

BOOST_AUTO_TEST_CASE(magnus_steps_are_of_fourth_order, *test::one_rank()) {
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const auto reference = evolved(mesh, shaken(), {128, 1, 0}, 1);
  const double coarse = distance(evolved(mesh, shaken(), {4, 1, 0}, 1), reference);
  const double fine = distance(evolved(mesh, shaken(), {8, 1, 0}, 1), reference);
  BOOST_TEST(fine > 1e-9);  // there is an error to measure
  BOOST_TEST(std::abs(std::log2(coarse / fine) - 4) < 0.3);
}

BOOST_AUTO_TEST_CASE(tolerance_chooses_steps_that_meet_it) {
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const auto reference = evolved(mesh, shaken(), {128, 1, 0}, 1);
  const double loose = distance(evolved(mesh, shaken(), {0, 1, 1e-4}, 1), reference);
  const double tight = distance(evolved(mesh, shaken(), {0, 1, 1e-8}, 1), reference);
  BOOST_TEST(loose < 1e-3);
  BOOST_TEST(tight < 1e-7);
  BOOST_TEST(tight < loose);
}

BOOST_AUTO_TEST_CASE(a_separable_process_has_no_time_error) {
  // The same process in its clock and, disguised by a drift that does not factorise but is zero on
  // every mesh point that counts, by many Magnus steps.
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const auto by_clock = evolved(mesh, test::process({"-(1 + t)*x"}, {"sqrt(1 + t)"}), {}, 1);
  const auto by_steps = evolved(
      mesh, test::process({"-(1 + t)*x + (abs(x) > 3.9999 ? t : 0)*0 + 1e-9*t*t"}, {"sqrt(1 + t)"}),
      {64, 1, 0}, 1);
  BOOST_TEST(distance(by_clock, by_steps) < 1e-8);
}

BOOST_AUTO_TEST_CASE(the_mean_follows_its_own_equation) {
  // dX = (−2X + 3 sin 4t) dt + …: m' = −2m + 3 sin 4t, whatever the noise; the box is wide enough.
  const Mesh mesh({test::uniform_axis(-12, 12, 1200)});
  const auto start = test::bump(mesh);
  const auto m = evolved(mesh, shaken(), {0, 1, 1e-7}, 1);
  const auto mean = [&](const std::vector<double>& mass) {
    double sum = 0;
    for (std::size_t n = 0; n < mass.size(); ++n) sum += mass[n] * mesh.axis(0).centers()[n];
    return sum;
  };
  const double forced =
      3 * (2 * std::sin(4.0) - 4 * std::cos(4.0)) / 20 + std::exp(-2.0) * 12.0 / 20;
  BOOST_TEST(std::abs(mean(m) - (mean(start) * std::exp(-2.0) + forced)) < 2e-4);
}

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
    evolution.carry_back(u, 0.3, 1);  // two legs at once
    BOOST_TEST(paired(u.gather(), 1) == at_end, boost::test_tools::tolerance(1e-12));
    evolution.carry_back(u, 0, 0.3);
    BOOST_TEST(paired(u.gather(), 0) == at_end, boost::test_tools::tolerance(1e-12));
    return u.gather();
  };
  const auto many = check(shaken(), {32, 1, 0});
  BOOST_TEST(distance(check(shaken(), {0, 1, 1e-6}), many) < 1e-4);
  check(test::process({"-(1 + t)*x"}, {"sqrt(1 + t)"}), {});
  // Steps so long that they halve themselves: the halves go back in their own order.
  check(test::process({"0.01*sin(t)"}, {"0.2 + 3*t^4"}), {1, 1, 0});
}

BOOST_AUTO_TEST_CASE(implicit_methods_carry_expectations_back_to_their_tolerance) {
  // Rates that change and rates that do not; the same u as through exponentials, and dual to the
  // masses, but for the error of the steps.
  const Mesh mesh({test::uniform_axis(-2, 2, 64, Boundary::absorbing)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  for (const Sde& sde : {shaken(), test::process({"-(1 + t)*x"}, {"sqrt(1 + t)"})}) {
    const auto factor = test::factor_of(sde, mesh);
    const auto survival = [&](const StepControl& control) {
      Evolution evolution(d, sde, factor, control);
      Masses masses(d, test::bump(mesh));
      Masses u(d, std::vector<double>(mesh.cells(), 1.0));
      evolution.advance(masses, 0, 0.3);
      evolution.advance(masses, 0.3, 1);
      evolution.carry_back(u, 0.3, 1);
      evolution.carry_back(u, 0, 0.3);
      const auto back = u.gather();
      double sum = 0;
      for (std::size_t n = 0; n < back.size(); ++n) sum += test::bump(mesh)[n] * back[n];
      BOOST_TEST(sum == total(masses.gather()), boost::test_tools::tolerance(2e-4));
      return back;
    };
    const auto exact = survival({128, 1, 0});
    const auto implicit = survival({0, 1, 1e-5, Method::tr_bdf2});
    for (std::size_t n = 0; n < exact.size(); ++n)
      BOOST_TEST(implicit[n] == exact[n], boost::test_tools::tolerance(2e-4));
  }
}

BOOST_AUTO_TEST_CASE(the_reversed_chain_returns_what_the_expectation_says) {
  // Step by step by Bayes' rule, q_k = m_k ∘ P(q_{k+1}/m_{k+1}), against m_0 ∘ h_0 with h carried
  // back at once: from the surviving mass it is m_0 u_0/Z, from another law that law's own.
  const Mesh mesh({test::uniform_axis(-2, 2, 64, Boundary::absorbing)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = shaken();
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
      evolution.carry_back(h, (k - 1) / 8.0, k / 8.0);
      chain = h.gather();
      for (std::size_t n = 0; n < chain.size(); ++n) chain[n] *= mass[k - 1][n];
    }
    Masses h(d, ratio(start, steps));
    evolution.carry_back(h, 0, 1);
    const auto at_once = h.gather();
    BOOST_TEST(total(chain) == 1, boost::test_tools::tolerance(1e-12));
    for (std::size_t n = 0; n < chain.size(); ++n)
      BOOST_TEST(chain[n] == mass[0][n] * at_once[n], boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(implicit_steps_carry_survival_back_to_their_tolerance) {
  // From 1 everywhere, next to ends that absorb: a layer the density's own steps know nothing of.
  const Mesh mesh({test::uniform_axis(-2, 2, 64, Boundary::absorbing)});
  const Decomposition d(MPI_COMM_SELF, mesh);
  for (const bool changing : {false, true}) {
    const Sde sde = changing ? shaken() : test::crooked_process(1);
    const auto factor = test::factor_of(sde, mesh);
    const auto survival = [&](const StepControl& control) {
      Evolution evolution(d, sde, factor, control);
      Masses masses(d, test::bump(mesh));
      evolution.advance(masses, 0, 0.5);
      Masses u(d, std::vector<double>(mesh.cells(), 1.0));
      evolution.carry_back(u, 0, 0.5);
      return u.gather();
    };
    const auto exact = survival({});
    const auto found = survival({0, 1, 1e-6, Method::tr_bdf2});
    for (std::size_t n = 0; n < exact.size(); ++n)
      BOOST_TEST(found[n] == exact[n], boost::test_tools::tolerance(1e-5));
  }
}

BOOST_AUTO_TEST_CASE(expectations_have_the_same_bits_on_any_number_of_ranks) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Sde sde = test::crooked_process(mesh.dimension());
    const auto back = [&](MPI_Comm comm) {
      const Decomposition d(comm, mesh);
      const auto factor = test::factor_of(sde, mesh);
      Masses u(d, test::bump(mesh));
      Evolution(d, sde, factor, {}).carry_back(u, 0, 0.3);
      return u.gather();
    };
    BOOST_TEST((back(MPI_COMM_WORLD) == back(MPI_COMM_SELF)));
  }
}

BOOST_AUTO_TEST_CASE(there_is_no_way_back_where_none_led_forward) {
  const Mesh mesh({test::uniform_axis(-4, 4, 16)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = shaken();
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {4, 1, 0});
  Masses masses(d, test::bump(mesh));
  evolution.advance(masses, 0, 0.5);
  BOOST_CHECK_THROW(evolution.carry_back(masses, 0, 1), std::logic_error);
  BOOST_CHECK_THROW(evolution.carry_back(masses, 0.25, 0.5), std::logic_error);
}

BOOST_AUTO_TEST_CASE(the_guess_of_the_next_step_stays_near_what_was_tried) {
  // Easy intervals for long, each met by one step; then a drift that grows without bound.
  const Mesh mesh({test::uniform_axis(-2.5, 3, 40)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = test::process({"(1 - x)/(1 - t)"}, {"1"});
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {});
  Masses masses(d, test::bump(mesh));
  constexpr int intervals = 1200;
  constexpr double length = 0.99 / intervals;
  for (int k = 0; k < intervals; ++k) {
    evolution.advance(masses, k * length, (k + 1) * length);
    BOOST_TEST_REQUIRE(evolution.trace().pace.step <= 4 * length * (1 + 1e-12));
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

BOOST_AUTO_TEST_CASE(relative_difference_looks_where_there_is_mass) {
  const Mesh mesh({test::uniform_axis(0, 1, 4)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const std::vector<double> a{1, 1e-3, 1e-20, 0};
  const std::vector<double> b{1, 1.1e-3, 5e-20, 0};
  BOOST_TEST(relative_difference(Masses(d, a), Masses(d, b)) == 0.1 / 1.1,
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
