#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"
#include "solver/evolution.hpp"

using namespace loschmidt;

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

BOOST_AUTO_TEST_CASE(magnus_steps_are_of_fourth_order) {
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

BOOST_AUTO_TEST_CASE(relative_difference_looks_where_there_is_mass) {
  const Mesh mesh({test::uniform_axis(0, 1, 4)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const std::vector<double> a{1, 1e-3, 1e-20, 0};
  const std::vector<double> b{1, 1.1e-3, 5e-20, 0};
  BOOST_TEST(relative_difference(Masses(d, a), Masses(d, b)) == 0.1 / 1.1,
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
