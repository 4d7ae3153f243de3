// Statistics of counts against their exact expectations, which are sums over all outcomes of few
// particles, and the inequalities between them. Sampled laws are in test_marginal.cpp.
#include "validation/count_comparison.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>

using namespace loschmidt::meshes;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

Bins one_bin_per_cell(std::vector<double> mass, double outside) {
  std::vector<std::uint32_t> of_cell(mass.size());
  std::iota(of_cell.begin(), of_cell.end(), 0U);
  if (outside > 0) mass.push_back(outside);
  return {of_cell, mass, outside > 0};
}

// Calls visit(histogram, probability) for every outcome of so many particles, of which `outside`
// are expected in no cell.
void for_each_outcome(const std::vector<double>& mass, double outside, std::uint64_t particles,
                      const std::function<void(const Histogram&, double)>& visit) {
  Histogram h(mass.size());
  const std::function<void(std::size_t, std::uint64_t, double)> place =
      [&](std::size_t cell, std::uint64_t left, double probability) {
        if (cell == mass.size()) {
          h.outside = left;
          const double last = std::pow(outside, static_cast<double>(left));
          if (left == 0 || outside > 0) visit(h, probability * last);
          return;
        }
        double choices = 1;
        for (std::uint64_t n = 0; n <= left; ++n) {
          h.counts[cell] = n;
          place(cell + 1, left - n,
                probability * choices * std::pow(mass[cell], static_cast<double>(n)));
          choices *= static_cast<double>(left - n) / static_cast<double>(n + 1);
        }
      };
  place(0, particles, 1);
}

struct Expected {
  double one = 0;
  double chi2 = 0;
  double total_variation = 0;
};

Expected expected(const std::vector<double>& mass, double outside, std::uint64_t particles) {
  const Bins bins = one_bin_per_cell(mass, outside);
  Expected sum;
  for_each_outcome(mass, outside, particles, [&](const Histogram& h, double probability) {
    const auto c = compare_counts(mass, outside, h, bins, 0, outside > 0);
    sum.one += probability;
    sum.chi2 += probability * c.chi2;
    sum.total_variation += probability * c.total_variation;
  });
  return sum;
}

const std::vector<std::pair<std::vector<double>, double>> laws{
    {{0.5, 0.5}, 0}, {{0.7, 0.2, 0.1}, 0}, {{0.4, 0.3, 0.05}, 0.25}, {{0.01, 0.6, 0.09, 0.3}, 0}};

}  // namespace

BOOST_AUTO_TEST_SUITE(count_comparison)

BOOST_AUTO_TEST_CASE(chi_squared_has_the_expectation_of_its_law) {
  for (const auto& [mass, outside] : laws)
    for (const std::uint64_t particles : {1, 2, 9}) {
      const Expected sum = expected(mass, outside, particles);
      const auto bins = one_bin_per_cell(mass, outside);
      BOOST_TEST(sum.one == 1, tolerance(1e-12));  // all outcomes are there
      BOOST_TEST(sum.chi2 == static_cast<double>(bins.size() - 1), tolerance(1e-11));
    }
}

BOOST_AUTO_TEST_CASE(the_floor_of_total_variation_is_its_expectation) {
  for (const auto& [mass, outside] : laws)
    for (const std::uint64_t particles : {1, 3, 10}) {
      Histogram any(mass.size());
      any.counts[0] = particles;
      const auto c = compare_counts(mass, outside, any, one_bin_per_cell(mass, outside), 0, true);
      BOOST_TEST(c.total_variation_floor == expected(mass, outside, particles).total_variation,
                 tolerance(1e-11));
    }
}

BOOST_AUTO_TEST_CASE(measures_vanish_together_where_counts_are_as_expected) {
  const std::vector<double> mass{0.5, 0.25, 0.125};
  Histogram h(3);
  h.counts = {400, 200, 100};
  h.outside = 100;
  const auto c = compare_counts(mass, 0.125, h, one_bin_per_cell(mass, 0.125), 0, true);
  BOOST_TEST(c.chi2 == 0);
  BOOST_TEST(c.dof == 3);
  BOOST_TEST(c.p_value == 1);
  BOOST_TEST(c.total_variation == 0);
  BOOST_TEST(c.kullback_leibler == 0);
  // Were nothing absorbed, those outside would be impossible.
  const auto closed = compare_counts(mass, 0.125, h, one_bin_per_cell(mass, 0.125), 0, false);
  BOOST_TEST(std::isinf(closed.chi2));
  BOOST_TEST(closed.p_value == 0);
}

// 2 TV² ≤ KL ≤ log(1 + χ²/N) ≤ χ²/N, with one bin per cell.
BOOST_AUTO_TEST_CASE(distances_keep_pinskers_and_other_inequalities) {
  std::mt19937 random(12);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> mass(6);
    Histogram h(6);
    for (double& m : mass) m = std::exponential_distribution<double>()(random);
    const double sum = std::accumulate(mass.begin(), mass.end(), 0.0);
    for (double& m : mass) m /= sum;
    for (auto& n : h.counts) n = random() % 50;
    h.counts[trial % 6] += 1;  // at least one particle
    const auto c = compare_counts(mass, 0, h, one_bin_per_cell(mass, 0), 0, false);
    const double chi2 = c.chi2 / static_cast<double>(h.particles());
    BOOST_TEST(2 * c.total_variation * c.total_variation <= c.kullback_leibler + 1e-14);
    BOOST_TEST(c.kullback_leibler <= std::log1p(chi2) + 1e-14);
    BOOST_TEST(c.total_variation <= 1);
  }
}

BOOST_AUTO_TEST_CASE(merging_cells_changes_chi_squared_and_no_distance) {
  const std::vector<double> mass{0.4, 0.3, 0.2, 0.1};
  Histogram h(4);
  h.counts = {38, 33, 17, 12};
  const auto fine = compare_counts(mass, 0, h, one_bin_per_cell(mass, 0), 0, false);
  const auto coarse = compare_counts(mass, 0, h, {{0, 0, 1, 1}, {0.7, 0.3}}, 0, false);
  BOOST_TEST(coarse.chi2 < fine.chi2);  // a convex function of means
  BOOST_TEST(coarse.chi2 == 1 / 70.0 + 1 / 30.0, tolerance(1e-12));
  BOOST_TEST(coarse.dof == 1);
  BOOST_TEST(coarse.total_variation == fine.total_variation);
  BOOST_TEST(coarse.total_variation_floor == fine.total_variation_floor);
  BOOST_TEST(coarse.kullback_leibler == fine.kullback_leibler);
}

BOOST_AUTO_TEST_CASE(particles_where_none_can_be_are_infinitely_unlikely) {
  const std::vector<double> mass{0.75, 0.25, 0};
  Histogram h(3);
  h.counts = {750, 249, 1};
  const Bins merged{{0, 1, 1}, {0.75, 0.25}};
  const auto c = compare_counts(mass, 0, h, merged, 0, false);
  BOOST_TEST(std::isinf(c.kullback_leibler));
  BOOST_TEST(c.chi2 == 0);  // the bin has as many as it should
  h.counts = {750, 250, 0};
  BOOST_TEST(compare_counts(mass, 0, h, merged, 0, false).kullback_leibler == 0);
}

BOOST_AUTO_TEST_SUITE_END()
