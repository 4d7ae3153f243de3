// Moments of the normals and signs that the points stand for.
#include "sde/noise_points.hpp"

#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace loschmidt::sde;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(noise_points)

BOOST_AUTO_TEST_CASE(moments_are_those_of_the_normal_law) {
  const double clock = 0.04;
  for (const int per_deviation : {1, 2}) {
    const NoisePoints points({1, 0}, clock, per_deviation);
    BOOST_TEST(points.size() == NoisePoints::number({1, 0}, per_deviation));
    const auto moment = [&](int power) {
      double sum = 0;
      for (std::size_t k = 0; k < points.size(); ++k)
        sum += points.weight(k) * std::pow(points.noise(k).increment(0), power);
      return sum;
    };
    BOOST_TEST(moment(0) == 1, tolerance(1e-14));
    BOOST_TEST(std::abs(moment(1)) < 1e-15);
    // The trapezoidal rule of spacing 1 has an error of 4π² e^(−2π²)·2 of the variance, and beyond
    // six deviations there is 7e-8 of it.
    BOOST_TEST(moment(2) == clock, tolerance(1e-6));
    BOOST_TEST(moment(4) == 3 * clock * clock, tolerance(1e-5));
  }
}

BOOST_AUTO_TEST_CASE(several_normals_and_signs_are_independent) {
  const NoisePoints points({2, 1}, 1, 1);
  BOOST_TEST(points.size() == 3u * 3u * 2u);
  double sum = 0, cross = 0, sign = 0, signed_square = 0;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const auto noise = points.noise(k);
    sum += points.weight(k);
    cross += points.weight(k) * std::pow(noise.increment(0) * noise.increment(1), 2);
    sign += points.weight(k) * noise.sign(0);
    signed_square += points.weight(k) * noise.sign(0) * std::pow(noise.increment(1), 2);
    BOOST_TEST(std::abs(noise.sign(0)) == 1);
  }
  BOOST_TEST(sum == 1, tolerance(1e-13));
  BOOST_TEST(cross == 1, tolerance(1e-13));
  BOOST_TEST(std::abs(sign) < 1e-15);
  BOOST_TEST(std::abs(signed_square) < 1e-14);
}

// Rules of two, three and five points are exact to degree 3, 5 and 9.
BOOST_AUTO_TEST_CASE(several_normals_have_exact_moments) {
  constexpr std::array<double, 5> even{1, 1, 3, 15, 105};  // E z^0, E z², …
  const auto check = [&](int normals, int per_deviation, int degree) {
    const NoisePoints points({normals, 0}, 4, per_deviation);
    for (int power = 0; power <= degree; ++power) {
      double sum = 0;
      for (std::size_t k = 0; k < points.size(); ++k)
        sum += points.weight(k) * std::pow(0.5 * points.noise(k).increment(1), power);
      BOOST_TEST(std::abs(sum - (power % 2 == 0 ? even[power / 2] : 0)) < 1e-12);
    }
  };
  check(2, 1, 5);
  check(2, 2, 9);
  check(3, 1, 3);
  check(3, 2, 5);
}

BOOST_AUTO_TEST_CASE(a_step_without_noise_has_one_point) {
  const NoisePoints points({0, 0}, 1, 2);
  BOOST_TEST(points.size() == 1u);
  BOOST_TEST(points.weight(0) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
