#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <random>

#include "validation/chi_squared.hpp"
#include "validation/power.hpp"
#include "validation/thresholds.hpp"

using namespace loschmidt::validation;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(power)

BOOST_AUTO_TEST_CASE(power_is_the_share_of_rejections) {
  // Two bins: one degree of freedom, and the statistic is the square of one shifted normal.
  const Sensitivity test{1, 0.01, 0};
  const double size = 0.1;
  std::mt19937_64 engine(3);
  std::binomial_distribution<int> count(400, 0.5 + 0.5 * size);
  const double threshold = chi_squared_quantile(0.01, 1, 0);
  int rejected = 0;
  const int replicates = 20000;
  for (int r = 0; r < replicates; ++r) {
    const double n = count(engine);
    rejected += (n - 200) * (n - 200) / 100 > threshold;
  }
  const double expected = detection_power(test, 400, size);
  BOOST_TEST(std::abs(rejected - replicates * expected) < 0.03 * replicates);
  BOOST_TEST(expected > 0.2);
  BOOST_TEST(expected < 0.4);
}

BOOST_AUTO_TEST_CASE(the_allowance_takes_its_share) {
  const double particles = 20000;
  const Sensitivity none{50, 1e-8, 0}, some{50, 1e-8, 0.02};
  BOOST_TEST(detection_power(some, particles, 0.1) < detection_power(none, particles, 0.1));
  BOOST_TEST(detection_power(some, particles, 0.02) == 0);
  BOOST_TEST(detection_power(some, particles, 0.01) == 0);
}

BOOST_AUTO_TEST_CASE(detectable_size_and_particles_have_the_required_power) {
  for (const double dof : {1.0, 130.0})
    for (const double allowance : {0.0, 0.01}) {
      const Sensitivity test{dof, 1e-7, allowance};
      const double size = detectable_size(test, 1e5);
      BOOST_TEST(detection_power(test, 1e5, size) == required_power, tolerance(1e-6));
      BOOST_TEST(detection_power(test, particles_to_detect(test, 0.05), 0.05) >= required_power);
      BOOST_TEST(detection_power(test, 0.99 * particles_to_detect(test, 0.05), 0.05) <
                 required_power);
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_seen) {
  const double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(detection_power({0, 1e-6, 0}, 1e6, 1) == 0);
  BOOST_TEST(detectable_size({0, 1e-6, 0}, 1e6) == infinity);
  BOOST_TEST(detectable_size({10, 1e-6, infinity}, 1e6) == infinity);
  BOOST_TEST(particles_to_detect({10, 1e-6, 0.1}, 0.2) == infinity);
  BOOST_TEST(particles_to_detect({10, 1e-6, 0}, 0) == infinity);
  BOOST_TEST(particles_to_detect({10, 1e-6, 0}, 1e-12) == infinity);
}

BOOST_AUTO_TEST_SUITE_END()
