// What comes back from another law, q = p h of docs/theory.md (9a), against closed forms.
#include "app/roads/reference_law.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

const std::string chain = "validation.roads=[\"chain\"]";

std::string cells(int number) {
  return "mesh.cells=[" + std::to_string(number) + "]";
}

// Probability to survive for a time τ between absorbing walls at 0 and 1, by its sine series.
double survival(double x, double time) {
  const double pi = std::numbers::pi;
  double sum = 0;
  for (int n = 1; n < 60; n += 2)
    sum += 4 / (n * pi) * std::sin(n * pi * x) * std::exp(-0.5 * n * n * pi * pi * time);
  return sum;
}

struct Absorbed {
  std::map<double, std::vector<double>> survival;  // by the time
  Evolved evolved;
};

Absorbed absorbed(test::SmallJob& small) {
  std::map<double, std::vector<double>> seen;
  Evolved evolved = evolve_density(
      small.setup, small.job,
      {[](int, const State&, const FirstPassage&) {}, [](const output::Diagnostics&) {},
       [&](int snapshot, std::span<const double> u) {
         seen[small.setup.plan.snapshots[snapshot]].assign(u.begin(), u.end());
       }});
  return {std::move(seen), std::move(evolved)};
}

double survival_error(int number) {
  test::SmallJob small(test::absorbed_brownian_motion, {cells(number), chain});
  const auto centers = small.setup.problem.mesh.axis(0).centers();
  const auto seen = absorbed(small).survival.at(0.1);
  double error = 0;
  for (std::size_t i = 0; i < seen.size(); ++i)
    error = std::max(error, std::abs(seen[i] - survival(centers[i], 0.1)));
  return error;
}

// From the standard Gaussian, where the density has the mean m_T = e^(−T).
struct FromPrior {
  double missed;      // L1 at t = 0
  double divergence;  // less its closed form
  double score_error;
};

FromPrior from_prior(int number) {
  test::SmallJob small(test::ornstein_uhlenbeck,
                       {cells(number), chain, "reverse.start=exp(-x^2/2)"});
  const Evolved evolved = small.evolved();
  BOOST_TEST(evolved.reverse.start->cut_off == 0);
  const double mean = 1 - std::exp(-1);
  return {test::l1(mass_at(evolved.reverse_law(), 0),
                   test::gaussian_masses(small.setup.problem.mesh, mean, 1)),
          evolved.reverse.start->divergence - 0.5 * std::exp(-1),
          evolved.reverse.start->score_error};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reference_law)

// The third mode of the series sets the scale of the next order.
BOOST_AUTO_TEST_CASE(survival_between_walls_is_a_sine_series) {
  BOOST_TEST(survival_error(32) / survival_error(64) == 4,
             tolerance(std::pow(3 * std::numbers::pi / 32, 2)));
}

// Σ p S is the same at all times, so that q = p S/Z is a law.
BOOST_AUTO_TEST_CASE(survivors_come_back_with_all_their_mass) {
  test::SmallJob small(test::absorbed_brownian_motion, {chain});
  const Absorbed run = absorbed(small);
  const double survivors = surviving_mass(run.evolved.forward.density);
  BOOST_TEST(std::ranges::min(run.survival.at(0.2)) == 1);
  for (const double t : small.setup.plan.reverse_stops) {
    const auto p = mass_at(run.evolved.forward.density, t);
    const auto q = mass_at(run.evolved.reverse_law(), t);
    const auto& u = run.survival.at(t);
    BOOST_TEST(total(q) == 1, tolerance(1e-12));
    for (std::size_t i = 0; i < q.size(); ++i)
      BOOST_TEST(q[i] == p[i] * u[i] / survivors, tolerance(1e-11));
  }
}

// h is the exponential of a linear function, and q at t a Gaussian of variance 1 with the mean
// e^(−t) − m_T e^(t − T). KL(p ‖ start) at the end is m_T²/2. Errors are of second order, and the
// next terms smaller by the square of the cells in deviations.
BOOST_AUTO_TEST_CASE(from_a_gaussian_prior_a_gaussian_comes_back) {
  const FromPrior coarse = from_prior(64);
  const FromPrior fine = from_prior(128);
  const double next_order = std::pow(14.0 / 64, 2);
  BOOST_TEST(coarse.missed / fine.missed == 4, tolerance(next_order));
  BOOST_TEST(coarse.divergence / fine.divergence == 4, tolerance(next_order));
}

// Under p, N(m, 1), ζ = (m − x) h has the mean of cosh ζ = e^(h²/2); under q, at the end N(0, 1),
// that is cosh(m h) times as much. Earlier the two are nearer to each other.
BOOST_AUTO_TEST_CASE(the_score_error_of_a_prior_is_what_cells_do_to_an_exponential) {
  for (const int number : {64, 128}) {
    const double h = 14.0 / number;
    BOOST_TEST(
        from_prior(number).score_error == std::exp(h * h / 2) * (std::cosh(std::exp(-0.5) * h) - 1),
        tolerance(h * h));
  }
}

BOOST_AUTO_TEST_CASE(without_walls_and_prior_it_is_the_density) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  BOOST_TEST(!ReferenceLaw::needed(small.setup.problem));
  const Evolved evolved = small.evolved();
  BOOST_TEST(&evolved.reverse_law() == &evolved.forward.density);
}

BOOST_AUTO_TEST_CASE(a_prior_where_the_density_never_gets_is_refused) {
  test::SmallJob small(
      test::ornstein_uhlenbeck,
      {"mesh.lower=[-7]", "mesh.upper=[60]", "mesh.cells=[256]", "reverse.start=exp(-(x - 55)^2)"});
  BOOST_CHECK_THROW(small.evolved(), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
