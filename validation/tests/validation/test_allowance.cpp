#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <random>

#include "validation/allowance.hpp"

using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

Bins even_bins(std::size_t n) {
  return {std::vector<std::uint32_t>(n, 0), std::vector<double>(n, 1.0 / static_cast<double>(n))};
}

/// Pairs on a ring of n bins: the coarse partner sits one bin nearer to the middle with probability
/// `up`, one bin farther from it with probability `down`.
TwinCounts twins(std::size_t n, int particles, double up, double down, unsigned seed) {
  TwinCounts twin{std::vector<std::uint64_t>(n, 0), std::vector<std::uint64_t>(n, 0),
                  std::vector<std::uint64_t>(n, 0)};
  std::mt19937_64 engine(seed);
  std::uniform_int_distribution<std::size_t> place(0, n - 1);
  std::uniform_real_distribution<double> uniform;
  for (int k = 0; k < particles; ++k) {
    const std::size_t fine = place(engine);
    const double u = uniform(engine);
    std::size_t coarse = fine;
    const bool right = fine >= n / 2;
    if (u < up) coarse = (right ? fine + n - 1 : fine + 1) % n;
    if (u > 1 - down) coarse = (right ? fine + 1 : fine + n - 1) % n;
    ++twin.fine[fine];
    ++twin.coarse[coarse];
    if (fine == coarse) continue;
    ++twin.exchanged[fine];
    ++twin.exchanged[coarse];
  }
  return twin;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(allowance)

BOOST_AUTO_TEST_CASE(the_formula_on_one_bin) {
  const Bins bins{{0, 1}, {0.4, 0.6}};
  const TwinCounts twin{{430, 570}, {410, 590}, {50, 50}};
  const double e0 = 400, e1 = 600, d = 20 * 20 - 50;
  const double excess = d / e0 + d / e1;
  const double variance =
      (2 * 50. * 50 + 4 * 50 * d) / (e0 * e0) + (2 * 50. * 50 + 4 * 50 * d) / (e1 * e1);
  const double expected = excess + 3 * std::sqrt(variance);
  const Allowance first = stepper_allowance(bins, twin, 1000, 1);
  BOOST_TEST(first.noncentrality == expected, tolerance(1e-12));
  BOOST_TEST(first.before_richardson == expected, tolerance(1e-12));
  BOOST_TEST(first.by_chance == 3 * std::sqrt(variance), tolerance(1e-12));
  const Allowance second = stepper_allowance(bins, twin, 1000, 2);
  BOOST_TEST(second.noncentrality == expected / 9, tolerance(1e-12));
  BOOST_TEST(second.by_chance == first.by_chance / 9, tolerance(1e-12));
  BOOST_TEST(second.before_richardson == expected, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(equal_twins_allow_nothing) {
  const TwinCounts twin{{10, 20, 30}, {10, 20, 30}, {0, 0, 0}};
  const Allowance none = stepper_allowance(even_bins(3), twin, 60, 1);
  BOOST_TEST(none.noncentrality == 0);
  BOOST_TEST(none.before_richardson == 0);
}

BOOST_AUTO_TEST_CASE(exchange_by_chance_is_not_taken_for_bias) {
  const int particles = 20000, replicates = 200;
  double excess = 0;
  for (unsigned r = 0; r < replicates; ++r) {
    const auto twin = twins(40, particles, 0.1, 0.1, r);
    const Allowance a = stepper_allowance(even_bins(40), twin, particles, 1);
    excess += a.noncentrality - a.by_chance;
    BOOST_TEST(a.noncentrality < 2.5 * a.by_chance);
  }
  // Without the correction by M the excess would be near 40 × 0.4 = 16.
  BOOST_TEST(excess / replicates < 2);
}

BOOST_AUTO_TEST_CASE(a_true_bias_is_covered_and_not_much_more) {
  const int particles = 200000, replicates = 100;
  const std::size_t n = 40;
  // Most bins gain what they lose; those at the middle and opposite to it do not.
  const double per_bin = 1.0 / n, up = 0.08, down = 0.02;
  std::vector<double> change(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    const bool right = i >= n / 2;
    change[i] -= per_bin * (up + down);
    change[(right ? i + n - 1 : i + 1) % n] += per_bin * up;
    change[(right ? i + 1 : i + n - 1) % n] += per_bin * down;
  }
  const double norm = chi_norm(even_bins(n), change);
  const double bias = particles * norm * norm;
  int covered = 0;
  double mean = 0;
  for (unsigned r = 0; r < replicates; ++r) {
    const auto twin = twins(n, particles, up, down, 1000 + r);
    const Allowance a = stepper_allowance(even_bins(n), twin, particles, 1);
    covered += a.noncentrality >= bias;
    mean += (a.noncentrality - a.by_chance) / replicates;
  }
  BOOST_TEST(covered >= 97);
  BOOST_TEST(mean == bias, tolerance(0.03));
}

BOOST_AUTO_TEST_CASE(a_tolerance_is_half_its_norm) {
  const Allowance a = given_allowance(0.01, 250000);
  BOOST_TEST(a.noncentrality == 100, tolerance(1e-12));
  // The first rule of the verdict compares with 4 sqrt(before_richardson/N) = 8τ.
  BOOST_TEST(4 * std::sqrt(a.before_richardson / 250000) == 0.08, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(norm_of_a_change) {
  const Bins bins{{0, 1, 2}, {0.5, 0.25, 0.25}};
  BOOST_TEST(chi_norm(bins, std::vector{0.1, -0.1, 0.0}) == std::sqrt(0.02 + 0.04),
             tolerance(1e-12));
  // ‖Δ‖ ≥ 2 total variation.
  BOOST_TEST(chi_norm(bins, std::vector{0.1, -0.05, -0.05}) >= 0.2 - 1e-15);
  const Bins empty{{0, 1}, {1.0, 0.0}};
  BOOST_TEST(chi_norm(empty, std::vector{0.0, 0.0}) == 0);
  BOOST_TEST(std::isinf(chi_norm(empty, std::vector{-0.1, 0.1})));
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_refused) {
  const Bins bins = even_bins(2);
  const TwinCounts good{{1, 1}, {1, 1}, {0, 0}}, bad{{1, 1}, {1, 1}, {0}};
  BOOST_CHECK_THROW(stepper_allowance(bins, bad, 2, 1), std::invalid_argument);
  BOOST_CHECK_THROW(stepper_allowance(bins, good, 0, 1), std::invalid_argument);
  BOOST_CHECK_THROW(stepper_allowance(bins, good, 2, 0), std::invalid_argument);
  BOOST_CHECK_THROW(given_allowance(-0.1, 10), std::invalid_argument);
  BOOST_CHECK_THROW(given_allowance(std::numeric_limits<double>::quiet_NaN(), 10),
                    std::invalid_argument);
  BOOST_CHECK_THROW(chi_norm(bins, std::vector{1.0}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(what_the_mesh_leaves_adds_its_size) {
  constexpr std::uint64_t particles = 10000;
  const Allowance steps{25, 100, 1};
  const Allowance both = with_mesh_error(steps, 0.03, 0.09, particles);
  // Sizes √(η/N): 0.05 + 0.03 and 0.1 + 0.09.
  BOOST_TEST(both.noncentrality == 64, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(both.before_richardson == 361, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(both.by_chance == 1);
  BOOST_TEST(both.mesh == 0.03);
  BOOST_TEST(with_mesh_error(steps, 0, 0, particles).noncentrality == 25.0);
}

BOOST_AUTO_TEST_SUITE_END()
