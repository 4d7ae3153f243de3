#include "validation/two_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace loschmidt::meshes;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

constexpr int side = 24;
using Random = std::mt19937_64;

/// Gaussian particles on side^dimension cells, those beyond four deviations outside.
Histogram sample(Random& random, int dimension, int particles, double mean = 0) {
  std::normal_distribution<double> normal(mean, 1);
  Histogram histogram(static_cast<std::size_t>(std::pow(side, dimension)));
  for (int n = 0; n < particles; ++n) {
    std::ptrdiff_t cell = 0;
    for (int a = 0, stride = 1; a < dimension; ++a, stride *= side) {
      const double place = std::floor((normal(random) + 2.5) * side / 5);
      cell = place < 0 || place >= side || cell < 0
                 ? -1
                 : cell + stride * static_cast<std::ptrdiff_t>(place);
    }
    histogram.add(cell);
  }
  return histogram;
}

TwoSamples compare(const Histogram& a, const Histogram& b, int dimension) {
  std::array<int, 3> extents{1, 1, 1};
  std::fill_n(extents.begin(), dimension, side);
  return compare_samples(a, b, extents, dimension);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(two_samples)

BOOST_AUTO_TEST_CASE(p_is_uniform_where_both_come_from_one_law) {
  // Kolmogorov: the largest distance from the uniform law exceeds 1.95/sqrt(n) once in a thousand.
  constexpr int replicates = 2000;
  for (const int dimension : {1, 2}) {
    Random random(82);
    std::vector<double> p;
    for (int k = 0; k < replicates; ++k)
      p.push_back(
          compare(sample(random, dimension, 3000), sample(random, dimension, 5000), dimension)
              .p_value);
    std::ranges::sort(p);
    double largest = 0;
    for (int k = 0; k < replicates; ++k) {
      largest = std::max(largest, std::abs(p[k] - static_cast<double>(k) / replicates));
      largest = std::max(largest, std::abs(p[k] - (k + 1.0) / replicates));
    }
    BOOST_TEST(largest < 1.95 / std::sqrt(replicates), dimension << "-D: " << largest);
  }
}

BOOST_AUTO_TEST_CASE(a_shifted_law_is_rejected) {
  Random random(7);
  for (const int dimension : {1, 2})
    for (const double shift : {-0.2, 0.2}) {
      const auto a = sample(random, dimension, 5000), b = sample(random, dimension, 4000, shift);
      BOOST_TEST(compare(a, b, dimension).p_value < 1e-4);
      BOOST_TEST(compare(b, a, dimension).p_value < 1e-4);
    }
}

BOOST_AUTO_TEST_CASE(which_ensemble_comes_first_does_not_matter) {
  Random random(3);
  const auto a = sample(random, 1, 4000), b = sample(random, 1, 1000, 0.1);
  BOOST_TEST(compare(a, b, 1).chi2 == compare(b, a, 1).chi2, tolerance(1e-12));
  BOOST_TEST(compare(a, b, 1).total_variation == compare(b, a, 1).total_variation,
             tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(what_is_outside_counts) {
  Histogram a(2), b(2);
  a.counts = b.counts = {5000, 5000};
  a.outside = 500;
  b.outside = 800;
  const TwoSamples twice = compare_samples(a, b, {2, 1, 1}, 1);
  BOOST_TEST(twice.dof == 2);
  BOOST_TEST(twice.p_value < 1e-10);
  // 15 expected are too few for a bin of their own, and belong to the last one.
  a.outside = 0;
  b.outside = 30;
  BOOST_TEST(compare_samples(a, b, {2, 1, 1}, 1).dof == 1);
  Histogram inside(2);
  inside.counts = {5000, 5030};
  BOOST_TEST(compare_samples(a, b, {2, 1, 1}, 1).chi2 ==
             compare_samples(a, inside, {2, 1, 1}, 1).chi2);
}

BOOST_AUTO_TEST_CASE(particles_that_moved) {
  Histogram a(3), b(3);
  a.counts = {5, 3, 2};
  b.counts = {4, 4, 1};
  b.outside = 1;
  BOOST_TEST(moved_share(a, b) == 0.2, tolerance(1e-14));
  BOOST_TEST(compare_samples(a, b, {3, 1, 1}, 1).total_variation == 0.2, tolerance(1e-14));
  BOOST_TEST(moved_share(a, a) == 0);
}

BOOST_AUTO_TEST_CASE(equal_and_empty_ensembles) {
  Random random(5);
  const Histogram a = sample(random, 1, 1000), empty(side), other(side + 1);
  BOOST_TEST(compare(a, a, 1).chi2 == 0);
  BOOST_TEST(compare(a, a, 1).p_value == 1);
  BOOST_TEST(compare(empty, empty, 1).p_value == 1);
  BOOST_TEST(compare(a, empty, 1).p_value == 0);
  BOOST_TEST(moved_share(empty, empty) == 0);
  BOOST_CHECK_THROW(moved_share(a, other), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
