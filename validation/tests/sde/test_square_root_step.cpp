#include "sde/square_root_step.hpp"

#include <algorithm>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "sde/random_stream.hpp"
#include "validation/tests/sde/single_draws.hpp"

using namespace loschmidt;
using namespace loschmidt::sde;
using namespace loschmidt::sde::stepper;

namespace {

// A process of dimension δ that starts where y²/2t = λ, and a step of the clock t.
struct SquareRootCase {
  double dimension;
  double lambda;
  double c = 0.7;
  double t = 0.3;

  double b() const { return 0.25 * c * dimension; }
  double r() const { return 0.5 * c * t * lambda; }
  // Returns y²/t at the position r.
  double scaled(double r) const { return 4 * r / (c * t); }
};

// The step whole, or in two unequal parts.
enum class Cut { whole, two };

PathParts<2> numbers_of(int draw, double t) {
  const RandomStream stream(5, Purpose::forward_path);
  std::array<double, 2> normal{};
  std::array<double, 2> uniform{};
  test::normals(stream, draw, 0, normal);
  stream.uniforms(draw, 1, uniform);
  const double first = 0.3 * t;
  const double second = t - first;
  return {PathPart{first, std::sqrt(first) * normal[0], uniform[0]},
          {second, std::sqrt(second) * normal[1], uniform[1]}};
}

// Returns the ends of many steps in units of y²/t, in ascending order, without those that met 0.
template <class Step>
std::vector<double> ends(const SquareRootCase& of, Cut cut, int draws, Step&& step) {
  std::vector<double> result;
  for (int i = 0; i < draws; ++i) {
    PathParts<2> parts = numbers_of(i, of.t);
    double end = 0;
    if (cut == Cut::two) {
      end = step(of.r(), of.b(), of.c, parts);
    } else {
      parts[0].noise += parts[1].noise;
      parts[0].clock = of.t;
      end = step(of.r(), of.b(), of.c, std::span(parts).first(1));
    }
    if (!std::isnan(end)) result.push_back(of.scaled(end));
  }
  std::ranges::sort(result);
  return result;
}

// Kolmogorov and Smirnov's distance of a sample from a law times √draws, at 200 of the values. It
// exceeds 1.95 by chance once in a thousand samples.
template <class Law>
double kolmogorov(const std::vector<double>& sorted, int draws, Law&& law) {
  double distance = 0;
  for (std::size_t i = 100; i < sorted.size(); i += 1 + sorted.size() / 200)
    distance =
        std::max(distance, std::abs(law(sorted[i]) - (static_cast<double>(i) + 0.5) / draws));
  return distance * std::sqrt(draws);
}

// Returns P(no 0 met, y²/t ≤ z) of the process that 0 absorbs: it is the one of dimension 4 − δ,
// which does not meet 0, weighted with (its start/its end)^θ, by Doob's transform.
struct KilledLaw {
  SquareRootCase of;

  double density(double z) const {
    const boost::math::non_central_chi_squared dual(4 - of.dimension, 2 * of.lambda);
    return boost::math::pdf(dual, z) * std::pow(2 * of.lambda / z, 1 - 0.5 * of.dimension);
  }
  double operator()(double z) const {
    double sum = 0;
    for (int i = 0; i < 10; ++i)
      sum += boost::math::quadrature::gauss<double, 15>::integrate(
          [&](double x) { return density(x); }, 0.1 * i * z, 0.1 * (i + 1) * z);
    return sum;
  }
  double survival() const { return boost::math::gamma_p(1 - 0.5 * of.dimension, of.lambda); }
};

const std::vector<double> reflecting_dimensions{0.16, 0.44, 0.5, 0.999, 1, 1.56, 3};

}  // namespace

BOOST_AUTO_TEST_SUITE(square_root_step)

BOOST_AUTO_TEST_CASE(reflecting_step_has_the_noncentral_law_whole_and_in_parts) {
  const int draws = 100000;
  for (const double dimension : reflecting_dimensions)
    for (const double lambda : {0.0, 0.3, 5.0, 60.0})
      for (const Cut cut : {Cut::whole, Cut::two}) {
        const SquareRootCase of{dimension, lambda};
        const auto sample = ends(of, cut, draws, square_root_end);
        const boost::math::non_central_chi_squared law(dimension, 2 * lambda);
        BOOST_TEST_CONTEXT("dimension " << dimension << ", λ " << lambda) {
          BOOST_TEST(sample.size() == draws);
          BOOST_TEST(sample.front() >= 0);
          BOOST_TEST(kolmogorov(sample, draws, [&](double z) { return cdf(law, z); }) < 1.95);
        }
      }
}

BOOST_AUTO_TEST_CASE(mean_and_variance_are_those_of_the_equation) {
  // Mean r + b t, variance c r t + b c t²/2.
  const int draws = 100000;
  for (const double dimension : {0.0, 0.16, 0.5, 1.0, 1.56, 3.0})
    for (const double lambda : {0.0, 0.3, 5.0, 250.0, 2e4}) {
      const SquareRootCase of{dimension, lambda};
      double mean = 0;
      double variance = 0;
      double fourth = 0;
      const double theory_mean = of.r() + of.b() * of.t;
      const double theory = of.c * of.r() * of.t + 0.5 * of.b() * of.c * of.t * of.t;
      for (const double z : ends(of, Cut::whole, draws, square_root_end)) {
        const double miss = 0.25 * of.c * of.t * z - theory_mean;
        mean += miss / draws;
        variance += miss * miss / draws;
        fourth += std::pow(miss, 4) / draws;
      }
      BOOST_TEST_CONTEXT("dimension " << dimension << ", λ " << lambda) {
        BOOST_TEST(std::abs(mean) <= 4 * std::sqrt(theory / draws));
        BOOST_TEST(std::abs(variance - theory) <=
                   4 * std::sqrt((fourth - variance * variance) / draws));
      }
    }
}

BOOST_AUTO_TEST_CASE(dimension_zero_stays_at_zero_once_there) {
  // P(y' = 0) = e^−λ, and E exp(−s y'²/t) = exp(−2 λ s/(1 + 2s)).
  const int draws = 100000;
  for (const double lambda : {0.0, 0.3, 3.0})
    for (const Cut cut : {Cut::whole, Cut::two}) {
      const auto sample = ends({0, lambda}, cut, draws, square_root_end);
      const double p = std::exp(-lambda);
      const auto zeros = static_cast<double>(std::ranges::count(sample, 0.0));
      BOOST_TEST(std::abs(zeros - draws * p) <= 4 * std::sqrt(draws * p * (1 - p)));
      double sum = 0;
      for (const double z : sample) sum += std::exp(-0.5 * z) / draws;
      BOOST_TEST(std::abs(sum - std::exp(-0.5 * lambda)) < 2 / std::sqrt(draws));
    }
}

BOOST_AUTO_TEST_CASE(survival_and_law_of_the_absorbed_step_whole_and_in_parts) {
  const int draws = 100000;
  for (const double dimension : {-1.0, 0.0, 0.4, 1.0, 1.5})
    for (const double lambda : {0.1, 0.8, 5.0, 60.0})
      for (const Cut cut : {Cut::whole, Cut::two}) {
        const KilledLaw law{{dimension, lambda}};
        const auto sample = ends(law.of, cut, draws, absorbed_square_root_end);
        const double p = law.survival();
        const double survived = static_cast<double>(sample.size());
        BOOST_TEST_CONTEXT("dimension " << dimension << ", λ " << lambda) {
          BOOST_TEST(std::abs(survived - draws * p) <= 4 * std::sqrt(draws * p * (1 - p)) + 1);
          BOOST_TEST(kolmogorov(sample, draws, law) < 1.95);
          if (p > 0.01) BOOST_TEST(sample.front() > 0);
        }
      }
}

BOOST_AUTO_TEST_CASE(far_from_zero_the_law_is_the_same_within_a_sample) {
  const int draws = 50000;
  for (const double lambda : {9.9e3, 1.1e4}) {
    const boost::math::non_central_chi_squared law(0.5, 2 * lambda);
    const auto near = [&](double z) { return cdf(law, z); };
    BOOST_TEST(kolmogorov(ends({0.5, lambda}, Cut::whole, draws, square_root_end), draws, near) <
               1.95);
    const auto sample = ends({0.5, lambda}, Cut::whole, draws, absorbed_square_root_end);
    BOOST_TEST(sample.size() == draws);
    BOOST_TEST(kolmogorov(sample, draws, near) < 1.95);
  }
}

BOOST_AUTO_TEST_CASE(far_from_zero_opposite_increments_have_the_exact_mean) {
  const SquareRootCase of{0.5, 2e4};
  const double root = std::sqrt(of.t);
  for (const auto step : {square_root_end, absorbed_square_root_end}) {
    const PathParts<1> up{PathPart{of.t, root, 0.5}};
    const PathParts<1> down{PathPart{of.t, -root, 0.5}};
    const double moved = 0.5 * (step(of.r(), of.b(), of.c, up) - of.r()) +
                         0.5 * (step(of.r(), of.b(), of.c, down) - of.r());
    BOOST_TEST(moved == of.b() * of.t, boost::test_tools::tolerance(1e-9));
  }
}

BOOST_AUTO_TEST_CASE(a_start_at_zero_is_absorbed_where_zero_is_met) {
  const PathParts<2> parts = numbers_of(7, 0.3);
  for (const double dimension : {-1.0, 0.0, 1.0, 1.9})
    BOOST_TEST(std::isnan(absorbed_square_root_end(0, dimension / 4, 1, parts)));
  for (const double dimension : {2.0, 3.0})
    for (const double r : {0.0, 0.1})
      BOOST_TEST(absorbed_square_root_end(r, dimension / 4, 1, parts) ==
                 square_root_end(r, dimension / 4, 1, parts));
}

BOOST_AUTO_TEST_CASE(parts_follow_each_other) {
  for (int i = 0; i < 300; ++i) {
    const auto parts = numbers_of(i, 0.3);
    const auto first = std::span(parts).first(1);
    const auto second = std::span(parts).last(1);
    for (const double b : {0.02, 0.1, 0.5}) {
      const double middle = square_root_end(0.1, b, 0.7, first);
      BOOST_TEST(square_root_end(middle, b, 0.7, second) == square_root_end(0.1, b, 0.7, parts),
                 boost::test_tools::tolerance(1e-9));
      const double alive = absorbed_square_root_end(0.1, b, 0.7, first);
      const double end = absorbed_square_root_end(0.1, b, 0.7, parts);
      const double after =
          std::isnan(alive) ? alive : absorbed_square_root_end(alive, b, 0.7, second);
      BOOST_TEST(((std::isnan(after) && std::isnan(end)) || std::abs(after - end) <= 1e-9 * end));
    }
  }
}

BOOST_AUTO_TEST_CASE(ends_are_finite_for_numbers_at_their_extremes) {
  const double nearly_one = 1 - 0.5 * std::numeric_limits<double>::epsilon();
  for (const double dimension :
       {-1e3, -1.0, 0.0, 1e-15, 0.2, 1 - 1e-15, 1.0, 1 + 1e-15, 1.5, 3.0, 1e3})
    for (const double r : {0.0, 1e-300, 1e-8, 1.0, 200.0, 1e4, 1e12})
      for (const double uniform : {1e-17, 0.5, nearly_one})
        for (const double normal : {-9.0, 0.0, 9.0}) {
          const PathParts<1> part{PathPart{0.5, normal * std::sqrt(0.5), uniform}};
          const double killed = absorbed_square_root_end(r, dimension / 4, 1, part);
          BOOST_TEST((std::isnan(killed) || (std::isfinite(killed) && killed >= 0)));
          if (dimension < 0) continue;
          const double end = square_root_end(r, dimension / 4, 1, part);
          BOOST_TEST((std::isfinite(end) && end >= 0));
        }
}

BOOST_AUTO_TEST_CASE(sums_that_miss_one_by_rounding_still_have_a_last_and_a_first_component) {
  const double nearly_one = 1 - 0.5 * std::numeric_limits<double>::epsilon();
  for (int i = 1; i < 400; ++i) {
    const SquareRootCase of{0.5, 0.37 * i};
    const PathParts<1> last{PathPart{of.t, 0, 1e-17}};
    const PathParts<1> first{PathPart{of.t, 0, nearly_one}};
    const double bound = 0.5 * of.c * of.t * (of.lambda + 15 * std::sqrt(of.lambda) + 50);
    BOOST_TEST(square_root_end(of.r(), of.b(), of.c, last) < bound);
    BOOST_TEST(absorbed_square_root_end(of.r(), of.b(), of.c, last) < bound);
    BOOST_TEST(square_root_end(of.r(), of.b(), of.c, first) > 0);
  }
}

BOOST_AUTO_TEST_CASE(a_drift_outwards_cannot_be_reflected) {
  BOOST_CHECK_THROW(square_root_end(0.1, -1e-3, 1, numbers_of(1, 0.1)), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
