#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <numbers>

#include "validation/chi_squared.hpp"

using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

/// For even dof the central law is a finite sum: P(X > 2y) = e^−y Σ_{k < dof/2} y^k/k!.
double even_central(double chi2, int dof) {
  const double y = 0.5 * chi2;
  double sum = 0;
  for (int k = 0; k < dof / 2; ++k) sum += std::exp(k * std::log(y) - y - std::lgamma(k + 1.0));
  return sum;
}

/// The noncentral law is a Poisson mixture of central ones.
double even_noncentral(double chi2, int dof, double lambda) {
  double sum = 0;
  for (int j = 0; j < 4000; ++j) {
    const double weight =
        std::exp(j * std::log(0.5 * lambda) - 0.5 * lambda - std::lgamma(j + 1.0));
    if (weight > 0) sum += weight * even_central(chi2, dof + 2 * j);
  }
  return sum;
}

/// With one degree of freedom X = (Z + √η)², with three a density integrates in closed form too.
double odd_noncentral(double chi2, int dof, double lambda) {
  const double root = std::sqrt(chi2), shift = std::sqrt(lambda);
  const auto above = [](double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); };
  const auto density = [](double z) {
    return std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
  };
  const double one = above(root - shift) + above(root + shift);
  return dof == 1 ? one : one + (density(root - shift) - density(root + shift)) / shift;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chi_squared)

BOOST_AUTO_TEST_CASE(central_law_to_the_underflow) {
  for (const double chi2 : {1e-3, 10.0, 132.0, 700.0, 1300.0, 1700.0})
    for (const int dof : {2, 20, 132})
      BOOST_TEST(chi_squared_survival(chi2, dof, 0) == even_central(chi2, dof), tolerance(1e-9));
  BOOST_TEST(chi_squared_survival(1800, 132, 0) > 0);
  BOOST_TEST(chi_squared_survival(1800, 132, 0) < 1e-280);
}

BOOST_AUTO_TEST_CASE(noncentral_law_is_the_poisson_mixture) {
  for (const double lambda : {0.01, 3.0, 150.0, 900.0})
    for (const int dof : {2, 60})
      for (const double sigmas : {-3.0, 0.0, 2.0, 6.0, 12.0}) {
        const double chi2 = dof + lambda + sigmas * std::sqrt(2 * dof + 4 * lambda);
        if (chi2 <= 0) continue;
        BOOST_TEST(chi_squared_survival(chi2, dof, lambda) == even_noncentral(chi2, dof, lambda),
                   tolerance(1e-9));
      }
}

BOOST_AUTO_TEST_CASE(noncentral_law_in_closed_form_for_any_noncentrality) {
  for (const int dof : {1, 3})
    for (const double lambda : {0.5, 50.0, 9e3, 1.1e4, 1e6, 1e10})
      for (const double z : {-6.0, -1.0, 0.0, 1.0, 5.0, 10.0, 30.0}) {
        const double root = std::sqrt(lambda) + z;
        if (root <= 0) continue;
        BOOST_TEST(chi_squared_survival(root * root, dof, lambda) ==
                       odd_noncentral(root * root, dof, lambda),
                   tolerance(lambda < 1e9 ? 3e-6 : 3e-4));
      }
}

BOOST_AUTO_TEST_CASE(at_the_mean_where_the_saddlepoint_formula_is_a_limit) {
  for (const int dof : {1, 3})
    for (const double lambda : {1.1e4, 1e6})
      BOOST_TEST(chi_squared_survival(dof + lambda, dof, lambda) ==
                     odd_noncentral(dof + lambda, dof, lambda),
                 tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(tails_in_which_the_mixtures_first_term_underflows) {
  for (double z = 20; z < 34; z += 0.01) {
    const double root = std::sqrt(1000.0) + z;
    BOOST_TEST(chi_squared_survival(root * root, 1, 1000) == odd_noncentral(root * root, 1, 1000),
               tolerance(5e-5));
  }
}

BOOST_AUTO_TEST_CASE(survival_falls_with_chi2_and_grows_with_noncentrality) {
  double previous = 1;
  for (double chi2 = 9000; chi2 < 14000; chi2 += 13) {
    const double survival = chi_squared_survival(chi2, 100, 1.0001e4);
    BOOST_TEST(survival <= previous);
    previous = survival;
  }
  previous = 0;
  // Across the change of formula.
  for (double lambda = 9990; lambda < 10010; lambda += 0.5) {
    const double survival = chi_squared_survival(10300, 100, lambda);
    BOOST_TEST(survival > previous);
    previous = survival;
  }
}

BOOST_AUTO_TEST_CASE(quantile_inverts_survival) {
  for (const double dof : {1.0, 132.0, 4095.0})
    for (const double lambda : {0.0, 0.3, 700.0, 1e6})
      for (const double survival : {1e-12, 1e-8, 1e-3, 0.5, 0.99})
        BOOST_TEST(chi_squared_survival(chi_squared_quantile(survival, dof, lambda), dof, lambda) ==
                       survival,
                   tolerance(1e-6));
  BOOST_TEST(chi_squared_quantile(0.05, 1, 0) == 3.841458820694124, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(noncentrality_inverts_survival) {
  for (const double dof : {1.0, 132.0})
    for (const double chi2 : {0.5, 250.0, 1e5}) {
      const double lambda = chi_squared_noncentrality(0.99, chi2, dof);
      if (lambda == 0)
        BOOST_TEST(chi_squared_survival(chi2, dof, 0) >= 0.99);
      else
        BOOST_TEST(chi_squared_survival(chi2, dof, lambda) == 0.99, tolerance(1e-8));
    }
}

BOOST_AUTO_TEST_CASE(edges_answer_and_nothing_throws) {
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_TEST(chi_squared_survival(0, 5, 0) == 1);
  BOOST_TEST(chi_squared_survival(-1, 5, 3) == 1);
  BOOST_TEST(chi_squared_survival(1, 0, 0) == 0);
  BOOST_TEST(chi_squared_survival(infinity, 5, 3) == 0);
  BOOST_TEST(chi_squared_survival(10, 5, infinity) == 1);
  BOOST_TEST(std::isnan(chi_squared_survival(nan, 5, 0)));
  BOOST_TEST(std::isnan(chi_squared_survival(1, 5, nan)));
  BOOST_TEST(chi_squared_quantile(1, 5, 2) == 0);
  BOOST_TEST(chi_squared_quantile(0, 5, 2) == infinity);
  BOOST_TEST(std::isnan(chi_squared_quantile(nan, 5, 2)));
  BOOST_TEST(chi_squared_noncentrality(0.99, infinity, 5) == infinity);
  for (const double chi2 : {1e-300, 1e-3, 1.0, 1e3, 1e9, 1e300})
    for (const double dof : {0.0, 1.0, 1e3, 1e7})
      for (const double lambda : {0.0, 1e-300, 1.0, 1e4, 1e8, 1e300}) {
        const double survival = chi_squared_survival(chi2, dof, lambda);
        BOOST_TEST((survival >= 0 && survival <= 1),
                   "chi2 " << chi2 << " dof " << dof << " lambda " << lambda << ": " << survival);
      }
}

BOOST_AUTO_TEST_SUITE_END()
