// The variance of the noise since the start, in squares of a cell width, is ∫D dt/h².
#include "app/setup/elapsed_variance.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::setup;
using boost::test_tools::tolerance;

namespace {

constexpr double h = 0.25;  // of small_case, 64 cells on [−8, 8]

struct Noise {
  Case c;
  Problem problem;
  ElapsedVariance elapsed;
  explicit Noise(const std::vector<std::string>& overrides = {})
      : c(test::read(test::small_case, overrides)), problem(c), elapsed(c, problem) {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(elapsed_variance)

BOOST_AUTO_TEST_CASE(constant_noise_gathers_in_proportion_to_time) {
  const Noise noise({"sde.diffusion=3"});
  for (const double t : {0.0, 0.1234, 0.5, 1.0})
    BOOST_TEST(noise.elapsed(t) == 9 * t / (h * h), tolerance(1e-10));
}

BOOST_AUTO_TEST_CASE(noise_that_changes_is_integrated) {
  const Noise separable({"sde.diffusion=sqrt(2*t)", "sde.drift=[\"-t*x\"]"});
  const Noise other({"sde.diffusion=sqrt(2*t)"});
  for (const double t : {0.25, 1.0}) {
    BOOST_TEST(separable.elapsed(t) == t * t / (h * h), tolerance(1e-6));
    BOOST_TEST(other.elapsed(t) == t * t / (h * h), tolerance(1e-6));
  }
}

// The mean of x² under the initial law, N(−2, 1/16).
BOOST_AUTO_TEST_CASE(noise_that_depends_on_x_counts_where_the_law_begins) {
  const Noise noise({"sde.diffusion=x"});
  BOOST_TEST(noise.elapsed(1) == (4 + 1.0 / 16) / (h * h), tolerance(5e-3));
}

BOOST_AUTO_TEST_CASE(two_cells_are_crossed_when_the_variance_is_four_squares) {
  const Noise noise;
  BOOST_TEST(std::abs(noise.elapsed.time_of(2) - 4 * h * h) <= 1.0 / 512);
  BOOST_TEST(noise.elapsed(noise.elapsed.time_of(2)) >= 4);
  BOOST_TEST(noise.elapsed.time_of(1000) == 1);  // the end, if never
}

BOOST_AUTO_TEST_SUITE_END()
