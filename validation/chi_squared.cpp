#include "validation/chi_squared.hpp"

#include <algorithm>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace loschmidt::validation {

namespace {

namespace bm = boost::math;
namespace pol = boost::math::policies;

using Quiet =
    pol::policy<pol::domain_error<pol::ignore_error>, pol::pole_error<pol::ignore_error>,
                pol::overflow_error<pol::ignore_error>, pol::evaluation_error<pol::ignore_error>,
                pol::rounding_error<pol::ignore_error>, pol::promote_double<false>>;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest_mixture = 1e4;
constexpr double smallest_first_term = 1e-280;

/// Returns the formula of Lugannani & Rice with cumulants K(s) = η s/(1−2s) − ½ dof log(1−2s). In
/// v = 2s/(1−2s) the saddlepoint solves η(1+v)² + dof(1+v) = x, and nothing cancels near the mean
/// (v = 0).
double saddlepoint(double x, double dof, double lambda) {
  const double y = 2 * x / (dof + std::hypot(dof, 2 * std::sqrt(lambda) * std::sqrt(x)));
  const double v = (x - lambda - dof) / (lambda * (y + 1) + dof);
  const double w2 = lambda * v * v - dof * bm::log1pmx(v, Quiet());
  const double w = std::copysign(std::sqrt(std::max(0.0, w2)), v);
  if (w < -38) return 1;  // here the normal law's other tail underflows
  const double third = (8 * dof + 24 * lambda) / std::pow(2 * dof + 4 * lambda, 1.5);
  const double u = v * std::sqrt(lambda * (1 + v) + 0.5 * dof);
  const double correction = std::abs(w) < 1e-4 ? -third / 6 : 1 / u - 1 / w;
  const double normal_density = std::exp(-0.5 * w2) / std::sqrt(2 * std::numbers::pi);
  const double tail = 0.5 * std::erfc(w / std::numbers::sqrt2);
  return std::clamp(tail + normal_density * correction, 0.0, 1.0);
}

/// Returns a root of a decreasing or increasing function between two points where it has different
/// signs.
template <class Function>
double root(const Function& f, double lower, double upper) {
  const double at_lower = f(lower), at_upper = f(upper);
  if (at_lower == 0) return lower;
  if (at_upper == 0) return upper;
  std::uintmax_t iterations = 200;
  const auto [a, b] =
      bm::tools::toms748_solve(f, lower, upper, at_lower, at_upper,
                               bm::tools::eps_tolerance<double>(45), iterations, Quiet());
  return 0.5 * (a + b);
}

}  // namespace

double chi_squared_survival(double chi2, double dof, double noncentrality) {
  if (std::isnan(chi2) || std::isnan(dof) || std::isnan(noncentrality))
    return chi2 + dof + noncentrality;
  if (chi2 <= 0) return 1;
  if (std::isinf(chi2)) return 0;
  if (dof <= 0) return 0;
  if (std::isinf(noncentrality)) return 1;
  if (noncentrality <= 0) return bm::gamma_q(0.5 * dof, 0.5 * chi2, Quiet());
  if (noncentrality <= largest_mixture &&
      bm::gamma_q(0.5 * (dof + noncentrality), 0.5 * chi2, Quiet()) > smallest_first_term) {
    const bm::non_central_chi_squared_distribution<double, Quiet> law(dof, noncentrality);
    const double survival = bm::cdf(bm::complement(law, chi2));
    if (survival > 0 && survival <= 1) return survival;
  }
  return saddlepoint(chi2, dof, noncentrality);
}

double chi_squared_quantile(double survival, double dof, double noncentrality) {
  if (std::isnan(survival) || std::isnan(dof) || std::isnan(noncentrality))
    return survival + dof + noncentrality;
  if (survival >= 1 || dof <= 0) return 0;
  if (survival <= 0 || std::isinf(noncentrality)) return infinity;
  const auto excess = [&](double c) {
    return chi_squared_survival(c, dof, noncentrality) - survival;
  };
  if (noncentrality <= 0) return 2 * bm::gamma_q_inv(0.5 * dof, survival, Quiet());
  double upper = dof + noncentrality;
  while (excess(upper) > 0) upper *= 2;
  // The logarithm is close to a parabola even where the value itself spans a hundred powers of ten.
  const auto log_excess = [&](double c) {
    return std::log(std::max(chi_squared_survival(c, dof, noncentrality),
                             std::numeric_limits<double>::min())) -
           std::log(survival);
  };
  return root(log_excess, 0, upper);
}

double chi_squared_noncentrality(double survival, double chi2, double dof) {
  const auto missing = [&](double lambda) {
    return chi_squared_survival(chi2, dof, lambda) - survival;
  };
  const double central = missing(0);
  if (std::isnan(central) || std::isinf(chi2)) return central + chi2;
  if (central >= 0) return 0;
  double upper = std::max(1.0, chi2);
  while (missing(upper) < 0) upper *= 2;
  return root(missing, 0, upper);
}

}  // namespace loschmidt::validation
