// Differences of nine points: exact for polynomials of degree eight wherever they are taken, of
// eighth order, and never outside the box.
#include "sde/derivative.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;

namespace {

PointGrid square_box(double lower, double upper) {
  PointGrid grid;
  grid.dimension = 2;
  grid.lower = {lower, lower, 0};
  grid.upper = {upper, upper, 0};
  return grid;
}

double largest(const std::array<double, derivative_points>& weights) {
  double most = 0;
  for (const double w : weights) most = std::max(most, std::abs(w));
  return most;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(derivatives)

// These nine conditions determine the nine weights.
BOOST_AUTO_TEST_CASE(weights_are_exact_for_all_powers_that_nine_points_determine) {
  for (const double u : {-4.0, -3.7, -1.0, -1e-9, 0.0, 0.25, 2.0, std::numbers::pi, 4.0}) {
    const auto weights = derivative_weights(u);
    for (int n = 0; n < derivative_points; ++n) {
      double slope = 0;
      for (int i = 0; i < derivative_points; ++i)
        slope += weights[i] * std::pow(i - derivative_reach, n);
      const double expected = n == 0 ? 0 : n * std::pow(u, n - 1);
      const double terms = largest(weights) * std::pow(derivative_reach, n);
      BOOST_TEST(std::abs(slope - expected) < 1e-14 * terms, "power " << n << " at " << u);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_mirror_image_has_the_opposite_slope) {
  for (const double u : {0.0, 0.3, 1.0, 2.6, 4.0}) {
    const auto right = derivative_weights(u);
    const auto left = derivative_weights(-u);
    for (int i = 0; i < derivative_points; ++i)
      BOOST_TEST(std::abs(left[i] + right[derivative_points - 1 - i]) < 1e-14 * largest(right));
  }
}

BOOST_AUTO_TEST_CASE(each_axis_has_its_own_slope) {
  const PointGrid grid = square_box(-2, 2);
  const auto f = [](const Point& x) {
    return std::pow(x[0], 8) - 3 * std::pow(x[0], 3) * x[1] + std::pow(x[1], 5);
  };
  // The magnitudes of the terms of f add up to at most 336, those of the weights, at an edge, to
  // less than 80: a rounding of every value comes to this over the step.
  const auto roundoff = [](double resolution) {
    return std::numeric_limits<double>::epsilon() * 336 * 80 / (resolution / 8);
  };
  for (const double x : {-2.0, -1.9, 0.0, 0.4, 1.75, 2.0})
    for (const double y : {-1.5, 2.0}) {
      const double along_x = derivative(f, grid, 0, {x, y, 0}, 1);
      const double along_y = derivative(f, grid, 1, {x, y, 0}, 0.5);
      BOOST_TEST(std::abs(along_x - 8 * std::pow(x, 7) + 9 * x * x * y) < roundoff(1));
      BOOST_TEST(std::abs(along_y + 3 * x * x * x - 5 * std::pow(y, 4)) < roundoff(0.5));
    }
}

BOOST_AUTO_TEST_CASE(points_stay_in_the_box_and_on_their_line) {
  const PointGrid grid = square_box(0, 1);
  for (const double x : {0.0, 1e-3, 0.125, 0.5, 0.9, 1.0}) {
    int points = 0;
    const auto look = [&](const Point& y) {
      ++points;
      BOOST_TEST((y[0] >= 0 && y[0] <= 1));
      BOOST_TEST(std::abs(y[0] - x) <= 0.5 + 1e-15);  // half a cell, or all of it at the edge
      BOOST_TEST(y[1] == 0.7);
      return y[0];
    };
    BOOST_TEST(derivative(look, grid, 0, {x, 0.7, 0}, 0.5) == 1,
               boost::test_tools::tolerance(1e-13));
    // The middle one of centred points has the weight 0.
    BOOST_TEST(points == (x == 0.5 ? 8 : 9), "at " << x);
  }
}

BOOST_AUTO_TEST_CASE(no_difference_crosses_a_break) {
  PointGrid grid = square_box(-2, 2);
  grid.breaks[0] = {0.5};
  const auto bent = [](const Point& x) {
    return x[0] < 0.5 ? x[0] * x[0] : 0.25 + 7 * (x[0] - 0.5);
  };
  for (const double x : {-1.9, 0.1, 0.45, 0.499})
    BOOST_TEST(derivative(bent, grid, 0, {x, 0, 0}, 0.5) == 2 * x,
               boost::test_tools::tolerance(1e-11));
  for (const double x : {0.501, 0.7, 1.9})
    BOOST_TEST(derivative(bent, grid, 0, {x, 0, 0}, 0.5) == 7.0,
               boost::test_tools::tolerance(1e-11));
  BOOST_TEST(derivative(bent, grid, 0, {0.5, 0, 0}, 0.5) == 4.0,
             boost::test_tools::tolerance(1e-11));  // of 1 and 7
}

BOOST_AUTO_TEST_CASE(the_error_is_of_eighth_order_in_the_middle_and_at_the_edge) {
  const PointGrid grid = square_box(0, 10);
  for (const double x : {5.0, 0.0, 10.0}) {
    const auto f = [x](const Point& y) { return std::sin(y[0] - x); };
    const auto error = [&](double step) {
      return std::abs(derivative(f, grid, 0, {x, 0, 0}, 8 * step) - 1);
    };
    const double order = std::log2(error(0.16) / error(0.08));
    BOOST_TEST((order > 7.6 && order < 8.4), "order " << order << " at " << x);
  }
}

BOOST_AUTO_TEST_SUITE_END()
