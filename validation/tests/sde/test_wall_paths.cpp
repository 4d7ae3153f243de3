#include "sde/wall_paths.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <span>

#include "sde/random_stream.hpp"
#include "validation/tests/sde/single_draws.hpp"

using namespace loschmidt;
using namespace loschmidt::sde;
using namespace loschmidt::sde::stepper;

namespace {

constexpr int trials = 200000;
constexpr double h = 0.25;

// Φ(z/√h) and its density.
double normal_law(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2 * h));
}
double normal_density(double z) {
  return std::exp(-z * z / (2 * h)) / std::sqrt(2 * std::numbers::pi * h);
}

// The step of length h in two unequal parts.
PathParts<2> parts(int trial) {
  const RandomStream stream(3, Purpose::forward_path);
  std::array<double, 2> normal{};
  std::array<double, 2> uniform{};
  test::normals(stream, trial, 0, normal);
  stream.uniforms(trial, 1, uniform);
  const double first = 0.3 * h;
  const double second = h - first;
  return {PathPart{first, std::sqrt(first) * normal[0], uniform[0]},
          {second, std::sqrt(second) * normal[1], uniform[1]}};
}

PathParts<1> whole(int trial) {
  const auto p = parts(trial);
  return {PathPart{h, p[0].noise + p[1].noise, p[0].uniform}};
}

// Does the share of trials in which an event happens agree with its probability?
template <class Event>
void check_probability(double p, Event&& event) {
  int happened = 0;
  for (int i = 0; i < trials; ++i) happened += event(i);
  BOOST_TEST(std::abs(happened - trials * p) < 5 * std::sqrt(trials * p * (1 - p)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wall_paths)

BOOST_AUTO_TEST_CASE(reflection_is_exact_in_law_with_drift_and_in_parts) {
  // Reflected Brownian motion with drift m (Harrison 1985, section 3.6):
  // P(X_h ≤ y) = Φ((y − x − mh)/√h) − e^{2my} Φ((−y − x − mh)/√h).
  const double y = 0.3;
  for (const double x : {0.0, 0.1, 0.7})
    for (const double m : {0.0, -1.0, 1.5}) {
      const double p = normal_law(y - x - m * h) - std::exp(2 * m * y) * normal_law(-y - x - m * h);
      check_probability(p, [&](int i) { return reflected_end(x, m, whole(i)) < y; });
      check_probability(p, [&](int i) { return reflected_end(x, m, parts(i)) < y; });
    }
}

BOOST_AUTO_TEST_CASE(meeting_the_wall_has_its_probability_with_drift_and_in_parts) {
  // P(min > 0) = Φ((x + mh)/√h) − e^{−2mx} Φ((−x + mh)/√h).
  for (const double x : {0.1, 0.7})
    for (const double m : {0.0, -1.0, 1.5}) {
      const double p = 1 - normal_law(x + m * h) + std::exp(-2 * m * x) * normal_law(-x + m * h);
      check_probability(p, [&](int i) { return meets_wall(x, m, whole(i)); });
      check_probability(p, [&](int i) { return meets_wall(x, m, parts(i)); });
    }
}

BOOST_AUTO_TEST_CASE(repulsion_one_is_the_distance_in_space_from_the_origin) {
  // The Bessel process of dimension 3 has the transition density (y/x) (φ(y − x) − φ(y + x)).
  const double y = 0.5;
  for (const double x : {0.02, 0.3, 0.9}) {
    const double p = normal_law(y - x) - normal_law(-x) + normal_law(y + x) - normal_law(x) -
                     h / x * (normal_density(y - x) - normal_density(y + x));
    check_probability(p, [&](int i) { return repelled_end(x, 0, 1, whole(i)) < y; });
    check_probability(p, [&](int i) { return repelled_end(x, 0, 1, parts(i)) < y; });
  }
}

BOOST_AUTO_TEST_CASE(any_repulsion_has_the_right_mean_square) {
  // d(x²) = (1 + 2κ) dt + noise.
  for (const double repulsion : {0.5, 2.0}) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < trials; ++i) {
      const double end = repelled_end(0.3, 0, repulsion, whole(i));
      sum += end * end;
      squares += end * end * end * end;
    }
    const double mean = sum / trials;
    const double error = std::sqrt((squares / trials - mean * mean) / trials);
    BOOST_TEST(std::abs(mean - 0.09 - (1 + 2 * repulsion) * h) < 5 * error);
  }
}

BOOST_AUTO_TEST_CASE(the_twin_meets_the_wall_on_the_path_of_its_two_steps) {
  for (int i = 0; i < 100; ++i) {
    const auto p = parts(i);
    const double middle = reflected_end(0.2, -0.5, PathParts<1>{p[0]});
    BOOST_TEST(reflected_end(middle, -0.5, PathParts<1>{p[1]}) == reflected_end(0.2, -0.5, p));
  }
}

BOOST_AUTO_TEST_CASE(far_from_the_wall_nothing_is_met) {
  BOOST_TEST(!may_meet(1, 1, 0.05));
  BOOST_TEST(std::exp(-2 * 1 * 1 / 0.05) < 1e-15);
  BOOST_TEST(may_meet(1, 1, 0.1));
  BOOST_TEST(may_meet(1, -0.1, 1e-9));
  BOOST_TEST(may_meet(0, 1, 1e-9));
}

BOOST_AUTO_TEST_SUITE_END()
