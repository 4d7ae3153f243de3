#include "sde/step_noise.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace loschmidt;
using namespace loschmidt::stepper;

namespace {
using Room = StepNoise<5, 10>;
constexpr NoiseCount three{3, 3};
constexpr int particles = 100000;
const RandomStream path(7, Purpose::reverse_path);

PairNoise<Room> drawn(std::uint64_t particle) {
  return {path, particle, 4, three, {0.5, 2.0}};
}

// Mean of a product that ought to be zero, in standard errors.
template <class Product>
double excess(Product&& product) {
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < particles; ++i) {
    const double v = product(drawn(i));
    sum += v;
    squares += v * v;
  }
  return std::abs(sum) / std::sqrt(squares);
}
}  // namespace

BOOST_AUTO_TEST_SUITE(step_noise)

BOOST_AUTO_TEST_CASE(the_twin_runs_on_the_same_brownian_path) {
  const auto noise = drawn(3);
  for (int k = 0; k < three.increments; ++k)
    BOOST_TEST(noise.both.increment[k] == noise.first.increment[k] + noise.second.increment[k]);
}

BOOST_AUTO_TEST_CASE(variances_are_the_clocks_of_the_steps) {
  double first = 0;
  double second = 0;
  for (int i = 0; i < particles; ++i) {
    const auto noise = drawn(i);
    for (int k = 0; k < three.increments; ++k) {
      first += std::pow(noise.first.increment[k], 2);
      second += std::pow(noise.second.increment[k], 2);
    }
  }
  const double n = three.increments * particles;
  BOOST_TEST(std::abs(first / n - 0.25) < 5 * 0.25 * std::sqrt(2 / n));
  BOOST_TEST(std::abs(second / n - 4) < 5 * 4 * std::sqrt(2 / n));
}

BOOST_AUTO_TEST_CASE(signs_are_independent_of_each_other_and_of_the_increments) {
  for (int k = 0; k < three.signs; ++k) {
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign[k]; }) < 5);
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign[k] * n.second.sign[k]; }) < 5);
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign[k] * n.both.sign[k]; }) < 5);
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign[k] * n.first.sign[(k + 1) % 3]; }) <
               5);
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign[k] * n.first.increment[k]; }) < 5);
  }
}

BOOST_AUTO_TEST_CASE(pairs_are_numbered_without_gaps) {
  int next = 0;
  for (int k = 1; k < 5; ++k)
    for (int l = 0; l < k; ++l) BOOST_TEST(stepper::pair(k, l) == next++);
}

BOOST_AUTO_TEST_SUITE_END()
