#include "meshes/interpolation.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>
#include <stdexcept>

using namespace loschmidt::meshes;

namespace {

const std::vector<double> uneven{-2, -1.5, 0, 0.25, 1, 3, 3.5};

std::vector<double> values_of(const std::vector<double>& x, double (*f)(double)) {
  std::vector<double> y;
  for (const double v : x) y.push_back(f(v));
  return y;
}

double cubic(double x) {
  return 2 - x + 3 * x * x - 0.5 * x * x * x;
}

// Largest error of sin(2πx) brought from n cell centres of one period to the edges between them.
double error_between_centers(int n) {
  const auto wave = [](double x) { return std::sin(2 * std::numbers::pi * x); };
  std::vector<double> centers, edges, values;
  for (int i = 0; i < n; ++i) centers.push_back((i + 0.5) / n);
  for (int i = 0; i <= n; ++i) edges.push_back(double(i) / n);
  for (const double x : centers) values.push_back(wave(x));
  const AxisInterpolation along(centers, edges, 1.0);
  double error = 0;
  for (int i = 0; i <= n; ++i)
    error = std::max(error, std::abs(along(i, values, 0, 1) - wave(edges[i])));
  return error;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(interpolation)

BOOST_AUTO_TEST_CASE(cubics_are_exact_between_uneven_sources) {
  const std::vector<double> targets{-1.9, -1.2, 0.1, 0.7, 2.9, 3.2, 3.49};
  const AxisInterpolation along(uneven, targets);
  const auto values = values_of(uneven, cubic);
  for (int t = 0; t < along.targets(); ++t)
    BOOST_TEST(along(t, values, 0, 1) == cubic(targets[t]), boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(sources_are_returned_to_the_bit) {
  const AxisInterpolation along(uneven, uneven);
  const auto values = values_of(uneven, cubic);
  for (int t = 0; t < along.targets(); ++t) BOOST_TEST(along(t, values, 0, 1) == values[t]);
}

BOOST_AUTO_TEST_CASE(beyond_the_sources_it_continues_linearly) {
  const AxisInterpolation along(uneven, std::vector<double>{-4.0, 6.0});
  const auto y = values_of(uneven, cubic);
  const double left = y[0] + (y[1] - y[0]) / (uneven[1] - uneven[0]) * (-4.0 - uneven[0]);
  const double right = y[6] + (y[6] - y[5]) / (uneven[6] - uneven[5]) * (6.0 - uneven[6]);
  BOOST_TEST(along(0, y, 0, 1) == left, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(along(1, y, 0, 1) == right, boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(only_the_two_sources_on_either_side_count) {
  const AxisInterpolation along(uneven, std::vector<double>{0.1});  // between sources 2 and 3
  auto values = values_of(uneven, cubic);
  const double before = along(0, values, 0, 1);
  values[0] = values[5] = values[6] = 1e6;
  BOOST_TEST(along(0, values, 0, 1) == before);
}

BOOST_AUTO_TEST_CASE(few_sources_give_the_polynomial_through_all_of_them) {
  const auto square = [](double x) { return 1 + x * x; };
  const AxisInterpolation three(std::vector<double>{0, 1, 3}, std::vector<double>{0.5, 2});
  const std::vector<double> values{square(0), square(1), square(3)};
  BOOST_TEST(three(0, values, 0, 1) == square(0.5), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(three(1, values, 0, 1) == square(2), boost::test_tools::tolerance(1e-14));
  const AxisInterpolation one(std::vector<double>{5}, std::vector<double>{0, 5, 9});
  for (int t = 0; t < 3; ++t) BOOST_TEST(one(t, std::vector<double>{7}, 0, 1) == 7.0);
  BOOST_CHECK_THROW(AxisInterpolation({}, std::vector<double>{0.0}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_periodic_axis_has_fourth_order_across_its_ends) {
  BOOST_TEST(std::log2(error_between_centers(32) / error_between_centers(64)) == 4.0,
             boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(periodic_axes_shorter_than_the_stencil_keep_constants) {
  for (const int n : {1, 2, 3}) {
    std::vector<double> centers;
    for (int i = 0; i < n; ++i) centers.push_back((i + 0.5) / n);
    const AxisInterpolation along(centers, std::vector<double>{0, 0.3, 1}, 1.0);
    const std::vector<double> values(n, 2.5);
    for (int t = 0; t < 3; ++t)
      BOOST_TEST(along(t, values, 0, 1) == 2.5, boost::test_tools::tolerance(1e-14));
  }
}

BOOST_AUTO_TEST_CASE(arrays_are_interpolated_along_the_named_axis_only) {
  // Sources differ in number per axis, so that a wrong stride cannot go unseen.
  const std::array<std::vector<double>, 3> x{
      {{0, 1, 2, 3.5}, {-1, 0, 2, 3, 5}, {0, 0.5, 2, 4, 5, 7}}};
  const auto f = [](double a, double b, double c) { return cubic(a) + a * b * b - b * c * c * c; };
  const std::vector<double> targets{0.25, 1.75, 3};
  for (int a = 0; a < 3; ++a) {
    auto out = x;
    out[a] = targets;
    std::vector<double> source, expected;
    for (const double z : x[2])
      for (const double y : x[1])
        for (const double v : x[0]) source.push_back(f(v, y, z));
    for (const double z : out[2])
      for (const double y : out[1])
        for (const double v : out[0]) expected.push_back(f(v, y, z));
    const auto result = interpolate(AxisInterpolation(x[a], targets), a, {4, 5, 6}, source);
    BOOST_TEST_REQUIRE(result.size() == expected.size());
    for (std::size_t i = 0; i < result.size(); ++i)
      BOOST_TEST(std::abs(result[i] - expected[i]) < 1e-11);
  }
}

// A cubic on each side of 1, with a jump there that the source on 1 has the middle of.
double torn(double x) {
  if (x == 1) return 0.5 * (cubic(1) + 7 - cubic(2));
  return x < 1 ? cubic(x) : 7 - cubic(2 * x);
}

BOOST_AUTO_TEST_CASE(nothing_crosses_a_break) {
  const std::vector<double> at_one{1};
  const std::vector<double> sources{-2, -1, 0, 0.5, 1, 1.5, 2, 3, 4};
  const std::vector<double> targets{-0.5, 0.2, 1, 1.6, 2.5, 3.5};
  const AxisInterpolation along(sources, targets, 0, at_one);
  const auto values = values_of(sources, torn);
  for (int t = 0; t < along.targets(); ++t)
    BOOST_TEST(along(t, values, 0, 1) == torn(targets[t]), boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(beside_a_break_it_continues_linearly) {
  const std::vector<double> at_one{1};
  const std::vector<double> centers{-0.5, 0.25, 0.75, 1.25, 2, 4};
  const auto line = [](double x) { return x < 1 ? 2 * x : 10 - x; };
  std::vector<double> values;
  for (const double x : centers) values.push_back(line(x));
  const std::vector<double> targets{0.9, 1, 1.1};
  const AxisInterpolation along(centers, targets, 0, at_one);
  BOOST_TEST(along(0, values, 0, 1) == line(0.9), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(along(1, values, 0, 1) == 5.5, boost::test_tools::tolerance(1e-14));  // of 2 and 9
  BOOST_TEST(along(2, values, 0, 1) == line(1.1), boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(breaks_of_a_periodic_axis_hold_across_its_ends) {
  // Linear from the break at 0.25 once around to itself.
  const std::vector<double> at_quarter{0.25};
  const auto around = [](double x) { return x < 0.25 ? x + 1 : x; };
  std::vector<double> centers, values;
  for (int i = 0; i < 8; ++i) centers.push_back((i + 0.5) / 8);
  for (const double x : centers) values.push_back(around(x));
  const std::vector<double> targets{0.0, 0.125, 0.24, 0.26, 0.5, 0.97};
  const AxisInterpolation along(centers, targets, 1, at_quarter);
  for (int t = 0; t < along.targets(); ++t)
    BOOST_TEST(along(t, values, 0, 1) == around(targets[t]), boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_SUITE_END()
