// Exponentially fitted rates are Bernoulli's function: its identities, its series, its limits, and
// the steady current that it makes exact. Ratio and difference of two rates for moderate drifts are
// tested in test_generator.cpp.
#include "solver/scharfetter_gummel.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

using namespace loschmidt::solver;
using boost::test_tools::tolerance;

namespace {

// B(z) = z/(eᶻ − 1).
double bernoulli(double z) {
  return fitted(1, z).down;
}

// For z of 30 and more, B(−z) is z, and B(z) is z e⁻ᶻ, but for e⁻³⁰ = 9.4e-14 of themselves at
// most; roundoff is far less.
constexpr double tail = 1e-13;

constexpr double epsilon = std::numeric_limits<double>::epsilon();

}  // namespace

BOOST_AUTO_TEST_SUITE(fitted_rates)

BOOST_AUTO_TEST_CASE(bernoulli_differs_from_its_mirror_image_by_its_argument) {
  BOOST_TEST(bernoulli(0) == 1);
  for (double z = 1e-300; z < 1e300; z *= 3.7) {
    const FaceRates r = fitted(1, z);
    BOOST_TEST(std::abs(r.up - r.down - z) <= 2 * epsilon * r.up, "z = " << z);
    BOOST_TEST(r.up == bernoulli(-z));
  }
}

BOOST_AUTO_TEST_CASE(small_arguments_have_all_digits) {
  for (const double z : {1e-320, 1e-16, 1e-8, 1e-4, 1e-2})
    for (const double s : {-z, z}) {
      const double series = 1 - s / 2 + s * s / 12 - s * s * s * s / 720;
      BOOST_TEST(bernoulli(s) == series, tolerance(4 * epsilon));
    }
}

BOOST_AUTO_TEST_CASE(large_arguments_neither_overflow_nor_jump) {
  for (const double z : {30.0, 300.0, 699.9, 700.0, 700.1, 745.0, 1e10, 1e308}) {
    const FaceRates r = fitted(1, z);
    BOOST_TEST(r.up == z, tolerance(tail));
    BOOST_TEST(r.down >= 0);
    BOOST_TEST(r.down <= z * std::exp(-z) * (1 + tail));
  }
  // As a quotient, since a number this small would pass for zero.
  BOOST_TEST(bernoulli(699) / (699 * std::exp(-699.0)) == 1, tolerance(tail));
  // z itself overflows although both of its parts are finite.
  const FaceRates r = fitted(1e-200, -1e200);
  BOOST_TEST(r.up == 0);
  BOOST_TEST(r.down == 1e200);
}

BOOST_AUTO_TEST_CASE(rates_are_never_negative_and_follow_the_drift) {
  FaceRates before = fitted(0.3, -1000);
  for (double a = -999; a <= 1000; a += 0.5) {
    const FaceRates now = fitted(0.3, a);
    BOOST_TEST((now.up >= before.up && now.down <= before.down));
    BOOST_TEST((now.up >= 0 && now.down >= 0));
    // The mean of both, c z/2 coth z/2, is at least c: fitting adds diffusion.
    BOOST_TEST(0.5 * (now.up + now.down) >= 0.3 * (1 - 4 * epsilon));
    before = now;
  }
}

BOOST_AUTO_TEST_CASE(flows_have_no_scale_and_no_direction_of_their_own) {
  for (const double c : {0.0, 1e-6, 0.7, 40.0})
    for (const double a : {-3.0, -1e-3, 0.0, 0.2, 90.0}) {
      const FaceRates r = fitted(c, a);
      const FaceRates mirrored = fitted(c, -a);
      BOOST_TEST((r.up == mirrored.down && r.down == mirrored.up));
      const FaceRates doubled = fitted(4 * c, 4 * a);
      BOOST_TEST((doubled.up == 4 * r.up && doubled.down == 4 * r.down));
    }
}

BOOST_AUTO_TEST_CASE(less_and_less_noise_becomes_upwind) {
  for (const double a : {-2.0, 2.0}) {
    double last = std::numeric_limits<double>::infinity();
    for (const double c : {1.0, 0.3, 0.1, 0.01, 1e-5, 1e-320, 0.0}) {
      const FaceRates r = fitted(c, a);
      const double distance =
          std::abs(r.up - std::max(a, 0.0)) + std::abs(r.down + std::min(a, 0.0));
      BOOST_TEST((distance < last || distance == 0));
      last = distance;
    }
    BOOST_TEST(last == 0);
  }
}

// −K p' + a p = J between two centres has the solution p = J/a + C e^(a x/K), for any C.
BOOST_AUTO_TEST_CASE(a_steady_current_is_exact) {
  constexpr double tensor = 0.6, spacing = 0.25, current = 1.3;
  for (const double a : {-8.0, -0.5, 0.1, 3.0})
    for (const double c : {-0.4, 0.0, 2.0}) {
      const auto p = [&](double x) { return current / a + c * std::exp(2 * a * x / tensor); };
      const FaceRates r = scharfetter_gummel(a + 0.35, tensor, 0.7, spacing);
      const double left = r.up * p(0);
      const double right = r.down * p(spacing);
      BOOST_TEST(std::abs(left - right - current) < 1e-14 * (std::abs(left) + std::abs(right) + 1));
    }
}

BOOST_AUTO_TEST_SUITE_END()
