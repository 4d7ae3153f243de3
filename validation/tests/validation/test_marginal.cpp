#include "validation/marginal.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <numbers>
#include <random>

#include "validation/tests/validation/sampled_hill.hpp"

using namespace loschmidt::meshes;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

/// p-values of a true law are uniform: shares below a level within 4 binomial standard deviations.
void check_calibration(const Mesh& mesh, int particles, int replicates) {
  const auto mass = hill(mesh);
  Draws sampler(mass, 11);
  std::vector<double> p_values;
  for (int r = 0; r < replicates; ++r)
    p_values.push_back(compare(mesh, mass, sampler.draw(particles)).p_value);
  for (const double level : {0.01, 0.1, 0.5, 0.9}) {
    double below = 0;
    for (const double p : p_values) below += p < level;
    BOOST_TEST(
        std::abs(below - replicates * level) < 4 * std::sqrt(replicates * level * (1 - level)),
        "share below " << level << ": " << below / replicates);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(marginal)

BOOST_AUTO_TEST_CASE(p_values_are_uniform_where_the_law_is_true) {
  check_calibration(Mesh({line(-6, 6, 120)}), 2000, 4000);
  check_calibration(Mesh({line(-5, 5, 25), line(-6, 4, 20)}), 4000, 2000);
}

BOOST_AUTO_TEST_CASE(de_moivre_is_the_sum_over_all_counts) {
  for (const int n : {1, 2, 7, 60})
    for (const double p : {1e-9, 0.001, 0.02, 0.25, 0.5, 0.77, 0.999}) {
      double deviation = 0;
      for (int k = 0; k <= n; ++k) {
        const double choices =
            std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
        deviation +=
            std::abs(k - n * p) * std::exp(choices + k * std::log(p) + (n - k) * std::log1p(-p));
      }
      BOOST_TEST(binomial_mean_absolute_deviation(n, p) == deviation, tolerance(1e-11));
    }
  BOOST_TEST(binomial_mean_absolute_deviation(100, 0) == 0);
  BOOST_TEST(binomial_mean_absolute_deviation(100, 1) == 0);
  // Many particles: the normal law's sqrt(2/π) standard deviations.
  BOOST_TEST(binomial_mean_absolute_deviation(1e8, 0.3) == std::sqrt(2e8 * 0.21 / std::numbers::pi),
             tolerance(1e-5));
}

BOOST_AUTO_TEST_CASE(total_variation_scatters_about_its_floor) {
  const Mesh mesh({line(-6, 6, 200)});
  const auto mass = hill(mesh);
  Draws sampler(mass, 5);
  const int replicates = 2000;
  double sum = 0, squares = 0;
  MarginalComparison c{};
  for (int r = 0; r < replicates; ++r) {
    c = compare(mesh, mass, sampler.draw(1000));
    sum += c.total_variation;
    squares += c.total_variation * c.total_variation;
  }
  const double mean = sum / replicates, sd = std::sqrt(squares / replicates - mean * mean);
  BOOST_TEST(std::abs(mean - c.total_variation_floor) < 4 * sd / std::sqrt(replicates));
  BOOST_TEST(sd == c.total_variation_sd, tolerance(0.15));
}

BOOST_AUTO_TEST_CASE(moment_errors_are_standard_normal) {
  const Mesh mesh({line(-5, 5, 40), line(-6, 6, 30)});
  const auto mass = hill(mesh);
  Draws sampler(mass, 21);
  const int replicates = 2000;
  std::array<double, 4> sum{}, squares{};
  for (int r = 0; r < replicates; ++r) {
    const auto c = compare(mesh, mass, sampler.draw(1000));
    const std::array<double, 4> errors{c.mean_error_sigma[0], c.mean_error_sigma[1],
                                       c.variance_error_sigma[0], c.variance_error_sigma[1]};
    for (std::size_t k = 0; k < 4; ++k) {
      sum[k] += errors[k];
      squares[k] += errors[k] * errors[k];
    }
  }
  for (std::size_t k = 0; k < 4; ++k) {
    BOOST_TEST(std::abs(sum[k]) < 4.5 * std::sqrt(replicates));
    BOOST_TEST(std::abs(squares[k] / replicates - 1) < 4.5 * std::sqrt(3.0 / replicates));
  }
}

BOOST_AUTO_TEST_CASE(a_shift_is_measured_in_the_axis_own_units) {
  // Everything one cell to the right: Wasserstein is the distance between the centres.
  const Mesh mesh({line(0, 4, 8), line(0, 9, 3)});
  std::vector<double> mass(24, 0.0);
  Histogram histogram(24);
  for (std::size_t j = 0; j < 3; ++j) {
    mass[2 + 8 * j] = 0.2;
    mass[4 + 8 * j] = 0.4 / 3;
    histogram.counts[3 + 8 * j] = 300;
    histogram.counts[5 + 8 * j] = 200;
  }
  const auto c = compare(mesh, mass, histogram);
  BOOST_TEST(c.wasserstein1[0] == 0.5, tolerance(1e-12));
  BOOST_TEST(c.kolmogorov_smirnov[0] == 0.6, tolerance(1e-12));
  BOOST_TEST(std::abs(c.wasserstein1[1]) < 1e-12);
  BOOST_TEST(c.wasserstein1[2] == 0);
  BOOST_TEST(c.total_variation == 1, tolerance(1e-12));
  // Centres 1.25 and 2.25 with 0.6 and 0.4: variance 0.24; 1500 particles, shift 0.5.
  BOOST_TEST(c.mean_error_sigma[0] == 0.5 / std::sqrt(0.24 / 1500), tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(known_values_of_two_cells) {
  const Mesh mesh({line(0, 2, 2)});
  Histogram histogram(2);
  histogram.counts = {60, 40};
  const auto c = compare(mesh, {0.5, 0.5}, histogram);
  BOOST_TEST(c.chi2 == 4, tolerance(1e-12));
  BOOST_TEST(c.dof == 1);
  BOOST_TEST(c.p_value == std::erfc(2 / std::sqrt(2.0)), tolerance(1e-10));
  BOOST_TEST(c.total_variation == 0.1, tolerance(1e-12));
  BOOST_TEST(c.total_variation_floor == binomial_mean_absolute_deviation(100, 0.5) / 100,
             tolerance(1e-12));
  BOOST_TEST(c.kullback_leibler == 0.6 * std::log(1.2) + 0.4 * std::log(0.8), tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(the_allowance_raises_p) {
  const Mesh mesh({line(0, 2, 2)});
  Histogram histogram(2);
  histogram.counts = {600, 400};
  const std::vector<double> mass{0.5, 0.5};
  const Bins bins = merge_cells(mass, mesh.extents(), 1, 1000);
  BOOST_TEST(compare_marginal(mesh, mass, histogram, bins, 0).p_value < 1e-9);
  const auto c = compare_marginal(mesh, mass, histogram, bins, 40);
  BOOST_TEST(c.noncentrality == 40);
  BOOST_TEST(c.p_value > 0.45);
}

BOOST_AUTO_TEST_CASE(what_cannot_happen_has_p_0) {
  const Mesh mesh({line(0, 3, 3)});
  Histogram outside(3);
  outside.counts = {500, 300, 199};
  outside.outside = 1;
  const auto c = compare(mesh, {0.5, 0.3, 0.2}, outside);
  BOOST_TEST(std::isinf(c.chi2));
  BOOST_TEST(c.p_value == 0);
  BOOST_TEST(c.total_variation == 0.001, tolerance(1e-9));

  const Bins bins{{0, 1, 2}, {0.7, 0.3, 0.0}};
  Histogram impossible(3);
  impossible.counts = {700, 299, 1};
  const std::vector<double> mass{0.7, 0.3, 0.0};
  const auto d = compare_marginal(mesh, mass, impossible, bins, 1e9);
  BOOST_TEST(std::isinf(d.chi2));
  BOOST_TEST(d.p_value == 0);
}

BOOST_AUTO_TEST_CASE(a_single_bin_says_nothing) {
  const Mesh mesh({line(0, 3, 3)});
  Histogram histogram(3);
  histogram.counts = {20, 0, 0};
  const auto c = compare(mesh, {0.5, 0.3, 0.2 + 1e-13}, histogram);
  BOOST_TEST(c.dof == 0);
  BOOST_TEST(c.p_value == 1);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_compared_is_refused) {
  const Mesh mesh({line(0, 3, 3)});
  const Bins bins{{0, 0, 0}, {1.0}};
  const std::vector<double> mass{0.5, 0.3, 0.2}, longer(4, 0.25);
  BOOST_CHECK_THROW(compare_marginal(mesh, mass, Histogram(3), bins, 0), std::invalid_argument);
  BOOST_CHECK_THROW(compare_marginal(mesh, mass, Histogram(4), bins, 0), std::invalid_argument);
  BOOST_CHECK_THROW(compare_marginal(mesh, longer, Histogram(3), bins, 0), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
