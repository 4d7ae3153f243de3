// The verdict on a process whose every law is known: an Ornstein–Uhlenbeck process reversed by
// Euler–Maruyama with its exact score. All laws are Gaussian, so the reference R is exact too.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "validation/allowance.hpp"
#include "validation/chi_squared.hpp"
#include "validation/verdict.hpp"

using namespace loschmidt::validation;

namespace {

constexpr double end = 2, level = 1e-6;
constexpr int cells = 240;
constexpr double half_width = 6;

/// dX = −½X dt + dW from N(0, 0.09).
double variance_at(double t) {
  return 1 - 0.91 * std::exp(-t);
}

struct Drift {
  double drift, score;
  double operator()(double y, double t) const {
    return drift * 0.5 * y - score * y / variance_at(t);
  }
};

std::vector<double> gaussian_mass(double variance) {
  const auto below = [&](int edge) {
    const double x = -half_width + 2 * half_width * edge / cells;
    return 0.5 * std::erfc(-x / std::sqrt(2 * variance));
  };
  std::vector<double> mass;
  for (int i = 0; i < cells; ++i)
    mass.push_back((i + 1 < cells ? below(i + 1) : 1) - (i > 0 ? below(i) : 0));
  return mass;
}

/// Variance at time 0 of the reverse process, from the linear equation it follows.
double reversed_variance(const Drift& drift) {
  const int steps = 20000;
  double v = variance_at(end);
  const double h = end / steps;
  for (int k = 0; k < steps; ++k) {
    const double slope = drift(1, end - (k + 0.5) * h);
    v = v * std::exp(2 * slope * h) + h * std::exp(slope * h);
  }
  return v;
}

std::size_t cell_of(double x) {
  const double i = std::floor((x + half_width) / (2 * half_width) * cells);
  return static_cast<std::size_t>(std::clamp(i, 0.0, cells - 1.0));
}

/// The ensemble and its twin with half the steps on the same path, counted per cell.
TwinCounts run(const Drift& drift, int particles, int steps, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> normal;
  TwinCounts twin{std::vector<std::uint64_t>(cells, 0), std::vector<std::uint64_t>(cells, 0),
                  std::vector<std::uint64_t>(cells, 0)};
  const double h = end / steps;
  for (int n = 0; n < particles; ++n) {
    double fine = std::sqrt(variance_at(end)) * normal(engine), coarse = fine;
    for (int k = 0; k < steps; k += 2) {
      const double first = std::sqrt(h) * normal(engine), second = std::sqrt(h) * normal(engine);
      const double t = end - k * h;
      coarse += drift(coarse, t) * 2 * h + first + second;
      fine += drift(fine, t) * h + first;
      fine += drift(fine, t - h) * h + second;
    }
    const auto i = cell_of(fine), j = cell_of(coarse);
    ++twin.fine[i];
    ++twin.coarse[j];
    if (i == j) continue;
    ++twin.exchanged[i];
    ++twin.exchanged[j];
  }
  return twin;
}

double effect_of(const Bins& bins, double score) {
  const auto changed = gaussian_mass(reversed_variance({1, score}));
  const auto right = gaussian_mass(reversed_variance({1, 1}));
  std::vector<double> difference = sum_by_bin(bins, std::span<const double>(changed));
  const auto truth = sum_by_bin(bins, std::span<const double>(right));
  for (std::size_t i = 0; i < truth.size(); ++i) difference[i] -= truth[i];
  return chi_norm(bins, difference);
}

Verdict judge(const Drift& drift, int particles, int steps, unsigned seed) {
  const auto mass = gaussian_mass(variance_at(0));
  const auto n = static_cast<std::uint64_t>(particles);
  const Bins bins = merge_cells(mass, {cells, 1, 1}, 1, n);
  const auto counts = run(drift, particles, steps, seed);
  const auto per_bin = [&](const std::vector<std::uint64_t>& c) {
    return sum_by_bin(bins, std::span<const std::uint64_t>(c));
  };
  const TwinCounts twin{per_bin(counts.fine), per_bin(counts.coarse), per_bin(counts.exchanged)};
  MarginalTest test;
  test.at_stop = true;
  test.dof = static_cast<double>(bins.size() - 1);
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double expected = particles * bins.probability[i];
    test.chi2 += std::pow(static_cast<double>(twin.fine[i]) - expected, 2) / expected;
  }
  test.allowance = stepper_allowance(bins, twin, n, 1);
  test.p_value = chi_squared_survival(test.chi2, test.dof, test.allowance.noncentrality);
  test.reference = test.score_reference = std::min(effect_of(bins, 0.9), effect_of(bins, 1.1));
  return decide(std::vector{test}, level, {static_cast<double>(particles), steps, 1});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdict_on_ornstein_uhlenbeck)

BOOST_AUTO_TEST_CASE(the_reverse_process_returns_to_the_start) {
  BOOST_TEST(reversed_variance({1, 1}) == variance_at(0), boost::test_tools::tolerance(1e-5));
}

BOOST_AUTO_TEST_CASE(a_right_reversal_is_never_falsified_and_a_wrong_one_never_verified) {
  const std::array<std::pair<const char*, Drift>, 6> wrong{{{"naive", {1, 0}},
                                                            {"half-score", {1, 0.5}},
                                                            {"flipped-score", {1, -1}},
                                                            {"unnegated-drift", {-1, 1}},
                                                            {"score x 0.9", {1, 0.9}},
                                                            {"score x 1.1", {1, 1.1}}}};
  for (const int particles : {2000, 20000})
    for (const int steps : {4, 8, 16, 64}) {
      const auto right = judge({1, 1}, particles, steps, 7);
      BOOST_TEST((right.outcome != Outcome::falsified),
                 steps << " steps: " << static_cast<int>(right.reason.rule));
      for (const auto& [name, drift] : wrong) {
        const auto v = judge(drift, particles, steps, 8);
        BOOST_TEST((v.outcome != Outcome::verified), name << ", " << steps << " steps");
      }
    }
}

BOOST_AUTO_TEST_CASE(enough_steps_and_particles_decide) {
  const auto right = judge({1, 1}, 100000, 400, 9);
  BOOST_TEST((right.outcome == Outcome::verified), "rule " << static_cast<int>(right.reason.rule));
  BOOST_TEST(right.detectable_score_error < 0.1);
  const auto wrong = judge({1, 0.9}, 100000, 400, 9);
  BOOST_TEST((wrong.outcome == Outcome::falsified), "rule " << static_cast<int>(wrong.reason.rule));
}

BOOST_AUTO_TEST_SUITE_END()
