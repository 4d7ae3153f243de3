#include "sde/step_noise.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/kernels.hpp"

using namespace loschmidt::sde;
using namespace loschmidt::sde::stepper;

namespace {
constexpr NoiseCount three{3, 3};
constexpr int particles = 100096;  // whole blocks
const RandomStream path(7, Purpose::reverse_path);

struct PairNoise {
  StepNoise<double> first;
  StepNoise<double> second;
  StepNoise<double> both;
};

// Calls visit(noise of a pair of steps) for one particle after the other.
template <class Visit>
void for_each_particle(Visit&& visit) {
  BlockNoise noise(three);
  for (int i = 0; i < particles; i += block_size) {
    supported_kernels().front()->draw(
        {path, static_cast<std::uint64_t>(i), 4, {std::sqrt(0.5), std::sqrt(2.0)}, true}, noise);
    for (int j = 0; j < block_size; ++j)
      visit(PairNoise{noise.of<double>(0, j), noise.of<double>(1, j), noise.of<double>(2, j)});
  }
}

// Mean of a product that ought to be zero, in standard errors.
template <class Product>
double excess(Product&& product) {
  double sum = 0;
  double squares = 0;
  for_each_particle([&](const PairNoise& noise) {
    const double v = product(noise);
    sum += v;
    squares += v * v;
  });
  return std::abs(sum) / std::sqrt(squares);
}
}  // namespace

BOOST_AUTO_TEST_SUITE(step_noise)

BOOST_AUTO_TEST_CASE(the_twin_runs_on_the_same_brownian_path) {
  bool same = true;
  for_each_particle([&](const PairNoise& noise) {
    for (int k = 0; k < three.increments; ++k)
      same =
          same && noise.both.increment(k) == noise.first.increment(k) + noise.second.increment(k);
  });
  BOOST_TEST(same);
}

BOOST_AUTO_TEST_CASE(variances_are_the_clocks_of_the_steps) {
  double first = 0;
  double second = 0;
  for_each_particle([&](const PairNoise& noise) {
    for (int k = 0; k < three.increments; ++k) {
      first += std::pow(noise.first.increment(k), 2);
      second += std::pow(noise.second.increment(k), 2);
    }
  });
  const double n = three.increments * particles;
  BOOST_TEST(std::abs(first / n - 0.5) < 5 * 0.5 * std::sqrt(2 / n));
  BOOST_TEST(std::abs(second / n - 2) < 5 * 2 * std::sqrt(2 / n));
}

BOOST_AUTO_TEST_CASE(signs_are_independent_of_each_other_and_of_the_increments) {
  for (int k = 0; k < three.signs; ++k) {
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign(k); }) < 5);
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign(k) * n.second.sign(k); }) < 5);
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign(k) * n.both.sign(k); }) < 5);
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign(k) * n.first.sign((k + 1) % 3); }) <
               5);
    BOOST_TEST(excess([&](const auto& n) { return n.first.sign(k) * n.first.increment(k); }) < 5);
  }
}

BOOST_AUTO_TEST_CASE(pairs_are_numbered_without_gaps) {
  int next = 0;
  for (int k = 1; k < 5; ++k)
    for (int l = 0; l < k; ++l) BOOST_TEST(stepper::pair(k, l) == next++);
}

BOOST_AUTO_TEST_SUITE_END()
