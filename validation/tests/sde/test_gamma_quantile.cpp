#include "sde/gamma_quantile.hpp"

#include <boost/math/special_functions/gamma.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <vector>

using namespace loschmidt::sde;

namespace {

std::vector<Level> levels() {
  std::vector<Level> result;
  for (int i = -36; i <= 36; ++i) result.push_back(level_of_normal(0.25 * i));
  for (int i = 1; i < 68; ++i) result.push_back(level_of_uniform(std::pow(10, -0.25 * i)));
  for (int i = 1; i < 50; ++i) result.push_back(level_of_uniform(0.02 * i));
  result.push_back(level_of_uniform(1 - std::numeric_limits<double>::epsilon()));
  return result;
}

// How far P(a, x) is from the level, as a relative error of x.
double quantile_error(double a, double x, const Level& level) {
  const double slope = x * boost::math::gamma_p_derivative(a, x);
  const double miss = level.below < level.above ? boost::math::gamma_p(a, x) - level.below
                                                : level.above - boost::math::gamma_q(a, x);
  return std::abs(miss / slope);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gamma_quantile_of_a_level)

BOOST_AUTO_TEST_CASE(the_quantile_inverts_the_law_at_all_shapes_and_levels) {
  for (const double a : {0.01, 0.08, 0.22, 0.5, 0.8, 0.999, 1.0, 1.001, 1.5, 2.0, 3.25, 7.0, 12.08,
                         30.0, 100.25, 300.0, 1000.0, 1e4})
    for (const Level& level : levels()) {
      const double x = gamma_quantile(a, level);
      BOOST_TEST_CONTEXT("shape " << a << ", level " << level.below << ", quantile " << x) {
        BOOST_TEST(std::isfinite(x));
        BOOST_TEST(x >= 0);
        if (x > std::numeric_limits<double>::min()) BOOST_TEST(quantile_error(a, x, level) < 1e-10);
      }
    }
}

BOOST_AUTO_TEST_CASE(laws_with_elementary_quantiles) {
  for (const Level& level : levels()) {
    const double exponential =
        level.above > 0.5 ? -std::log1p(-level.below) : -std::log(level.above);
    BOOST_TEST(gamma_quantile(1, level) == exponential, boost::test_tools::tolerance(1e-14));
    BOOST_TEST(gamma_quantile(0, level) == 0);
  }
  // Half the square of a normal number is Gamma(1/2).
  for (const double z : {0.01, 0.5, 1.0, 2.0, 4.0}) {
    const double within = std::erf(z / std::sqrt(2.0));
    const Level level{within, std::erfc(z / std::sqrt(2.0)), 0};
    BOOST_TEST(gamma_quantile(0.5, level) == z * z / 2, boost::test_tools::tolerance(1e-10));
  }
}

BOOST_AUTO_TEST_CASE(the_quantile_increases_with_the_level) {
  for (const double a : {0.001, 0.3, 0.9, 1.7, 4.0, 40.0}) {
    double last = 0;
    for (int i = -900; i <= 900; ++i) {
      const double x = gamma_quantile(a, level_of_normal(0.01 * i));
      BOOST_TEST((x > last || x == 0));
      last = x;
    }
  }
}

BOOST_AUTO_TEST_CASE(tiny_shapes_and_levels_give_finite_numbers) {
  for (const double a : {1e-300, 1e-12, 1e-5})
    for (const Level& level : levels()) {
      const double x = gamma_quantile(a, level);
      BOOST_TEST((std::isfinite(x) && x >= 0));
    }
}

BOOST_AUTO_TEST_CASE(levels_name_one_probability) {
  for (const double z : {-9.0, -1.5, 0.0, 0.4, 6.7}) {
    const Level normal = level_of_normal(z);
    BOOST_TEST(normal.below == 0.5 * std::erfc(-z / std::sqrt(2.0)),
               boost::test_tools::tolerance(1e-13));
    BOOST_TEST(normal.below + normal.above == 1);
    if (std::abs(z) < 6) BOOST_TEST(std::abs(level_of_uniform(normal.below).normal - z) < 5e-4);
  }
}

BOOST_AUTO_TEST_CASE(weights_and_series_are_those_of_the_incomplete_gamma_function) {
  for (const double a : {0.0, 0.3, 2.0, 9.99, 10.0, 55.5})
    for (const double x : {1e-8, 0.4, 3.0, 60.0}) {
      const double weight = boost::math::gamma_p_derivative(a + 1, x);
      BOOST_TEST(poisson_weight(a, x) == weight, boost::test_tools::tolerance(1e-13));
      if (a > 0)
        BOOST_TEST(weight * lower_series(a, x) == boost::math::gamma_p(a, x),
                   boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_SUITE_END()
