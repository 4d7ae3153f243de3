// As many particles as it takes, by the power of the test and the size of a Gaussian's change.
#include "app/judgement/sensitivity.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/bins.hpp"
#include "validation/power.hpp"
#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"
#include "validation/thresholds.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using boost::test_tools::tolerance;

namespace {

// At rest, extrapolated on fine cells and without a twin: chance is all that stands in the way.
ChosenParticles chosen(const std::string& sensitivity, const std::string& reversal,
                       int cells = 128) {
  test::SmallJob small(test::ornstein_uhlenbeck,
                       {test::cells(cells), "solver.extrapolation=true", "reverse.steps=64",
                        "initial.mixture=[{ weight = 1, mean = [0], std = [1] }]",
                        "validation.tolerance=1e-5", "validation.roads=[\"ensemble\"]",
                        "validation.sensitivity=" + sensitivity, "reverse.reversal=" + reversal});
  const roads::Evolved evolved = small.evolved();
  return chosen_particles(small.setup, small.job, evolved);
}

// With the score times γ the variance 1 becomes this in the time ½: dY = (1 − 2γ) Y ds + √2 dW.
double variance(double gamma) {
  const double rate = 2 * (2 * gamma - 1);
  return 2 / rate + (1 - 2 / rate) * std::exp(-0.5 * rate);
}

// The fewest particles whose counts see this error of the score, one of so many tests at 1e-6 in
// all, to a thousandth.
double needed(double error, int tests) {
  const setup::Problem problem(test::read(test::ornstein_uhlenbeck, {"mesh.cells=[128]"}));
  const auto mass = test::gaussian_masses(problem.mesh, 0, 1);
  for (double n = 1000;; n *= 1.001) {
    const auto bins =
        validation::merge_cells(mass, problem.mesh.extents(), 1, static_cast<std::uint64_t>(n));
    const auto length = [&](double gamma) {
      return test::length(bins, mass, test::gaussian_masses(problem.mesh, 0, variance(gamma)));
    };
    const double size =
        error / validation::reference_score_error * std::min(length(0.9), length(1.1));
    const validation::Sensitivity test{static_cast<double>(bins.size()) - 1, 1e-6 / tests, 2e-5};
    if (validation::detection_power(test, n, size) >= validation::required_power) return n;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sensitivities)

BOOST_AUTO_TEST_CASE(without_it_particles_are_as_given) {
  const ChosenParticles given = chosen("0", "anderson");
  BOOST_TEST(given.number == 4096u);
  BOOST_TEST(given.explanation == "");
}

// Without noise there are no directed tests: three stops are compared with two laws. Numbers are
// looked at in steps of a tenth, and a twentieth is kept in reserve. The reference error is of
// second order in the cells, and its square is what counts.
BOOST_AUTO_TEST_CASE(the_number_is_what_the_power_asks_for) {
  const double second_order = 2 * std::pow(14.0 / 128, 2);
  for (const double error : {0.05, 0.025}) {
    const ChosenParticles found = chosen(std::to_string(error), "probability-flow");
    const double excess = static_cast<double>(found.number) / needed(error, 6);
    BOOST_TEST(excess > 1.05 * (1 - second_order));
    BOOST_TEST(excess < 1.05 * 1.1 * (1 + second_order));
    BOOST_TEST(test::contains(found.explanation, "for validation.sensitivity = 0.0"));
  }
}

// Directed tests, up to five of them, see the small error: the counts must see 10 % alone.
BOOST_AUTO_TEST_CASE(directed_tests_need_few_particles) {
  const ChosenParticles found = chosen("0.002", "anderson");
  const double excess = static_cast<double>(found.number) / needed(0.1, 11);
  const double second_order = 2 * std::pow(14.0 / 128, 2);
  BOOST_TEST(excess > 1.05 * (1 - second_order));
  BOOST_TEST(excess < 1.05 * 1.1 * (1 + second_order));
  BOOST_TEST(test::contains(found.explanation, "for validation.sensitivity = 0.002"));
}

BOOST_AUTO_TEST_CASE(what_mesh_and_particles_hide_is_out_of_reach) {
  for (const ChosenParticles& none :
       {chosen("1e-4", "probability-flow", 32), chosen("1e-7", "anderson", 32)}) {
    BOOST_TEST(none.number == 4096u);
    BOOST_TEST(test::contains(none.explanation, "out of reach"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
