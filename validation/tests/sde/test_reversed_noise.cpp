// Along reversed paths of the *forward* process the driving noise, by Anderson's drift b,
//     dW̃ = G⁻¹ (dY − b ds),   s = T − t,
// is a Wiener process: mean 0, covariance I ds, uncorrelated with where the reversed path is and
// was. Forward paths are drawn from closed forms, without a stepper; errors of one step are
// O(ds^{3/2}), below the noise of the sample.
#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "sde/random_stream.hpp"
#include "sde/reversal.hpp"
#include "validation/tests/sde/single_draws.hpp"

using namespace loschmidt;
using namespace loschmidt::sde;

namespace {

constexpr int paths = 200000;
constexpr double step = 1e-3;
const RandomStream stream(7, Purpose::forward_path);

// Largest of: means, entries of the covariance less I, correlations with all columns of `past`; in
// standard errors.
double largest_deviation(const std::vector<std::vector<double>>& noise,
                         const std::vector<std::vector<double>>& past) {
  const auto n = static_cast<double>(noise[0].size());
  double largest = 0;
  const auto product = [&](const auto& a, const auto& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum / n;
  };
  const std::vector<double> ones(noise[0].size(), 1.0);
  for (std::size_t a = 0; a < noise.size(); ++a) {
    largest = std::max(largest, std::abs(product(noise[a], ones)) * std::sqrt(n));
    for (std::size_t b = 0; b <= a; ++b) {
      const double expected = a == b ? 1 : 0;
      const double error = std::sqrt((1 + expected) / n);
      largest = std::max(largest, std::abs(product(noise[a], noise[b]) - expected) / error);
    }
    for (const auto& column : past) {
      const double mean = product(column, ones);
      const double variance = product(column, column) - mean * mean;
      const double covariance = product(noise[a], column) - mean * product(noise[a], ones);
      largest = std::max(largest, std::abs(covariance) * std::sqrt(n / variance));
    }
  }
  return largest;
}

// dX = μX dt + σX dW from a lognormal law; the last two increments of [0, t], reversed.
double geometric_brownian(const Reversal& reversal) {
  constexpr double mu = 0.3, sigma = 0.8, start = 0.2, t = 0.5;
  const double growth = mu - 0.5 * sigma * sigma;
  std::array<std::vector<double>, 3> x;  // at t − 2ds, t − ds, t
  for (int i = 0; i < paths; ++i) {
    std::array<double, 3> z{};
    test::normals(stream, i, 0, z);
    const double variance = start + sigma * sigma * (t - 2 * step);
    double log_x = growth * (t - 2 * step) + std::sqrt(variance) * z[0];
    x[0].push_back(std::exp(log_x));
    for (int k = 1; k < 3; ++k) {
      log_x += growth * step + sigma * std::sqrt(step) * z[k];
      x[k].push_back(std::exp(log_x));
    }
  }
  const auto noise_between = [&](int later, double time) {
    Coefficients forward;
    std::vector<double> score;
    const double variance = start + sigma * sigma * time;
    for (const double y : x[later]) {
      forward.drift.push_back(mu * y);
      forward.tensor.values().push_back(sigma * sigma * y * y);
      forward.divergence.push_back(2 * sigma * sigma * y);
      score.push_back(-(1 + (std::log(y) - growth * time) / variance) / y);
    }
    const auto b = reverse(forward, score, reversal).drift;
    std::vector<double> noise;
    for (int i = 0; i < paths; ++i)
      noise.push_back((x[later - 1][i] - x[later][i] - b[i] * step) /
                      (sigma * x[later][i] * std::sqrt(step)));
    return noise;
  };
  auto state = x[1];
  for (double& value : state) value = std::log(value);
  return largest_deviation({noise_between(1, t - step)}, {state, noise_between(2, t)});
}

using Matrix = std::array<double, 4>;     // row by row
using Symmetric = std::array<double, 3>;  // xx, xy, yy

// The covariance at a time of dX = −X dt + G dW with D = GGᵀ, from `first` times the identity.
Symmetric covariance(const Symmetric& d, double first, double time) {
  const double left = std::exp(-2 * time);
  return {first * left + 0.5 * d[0] * (1 - left), 0.5 * d[1] * (1 - left),
          first * left + 0.5 * d[2] * (1 - left)};
}

// G⁻¹ (moved − b Δt)/√Δt: the increments that the reverse process would need, per path.
std::vector<std::vector<double>> increments(const Matrix& g,
                                            const std::vector<std::vector<double>>& moved,
                                            const std::vector<double>& b) {
  const double g_det = g[0] * g[3] - g[1] * g[2];
  std::vector<std::vector<double>> noise(2);
  for (int i = 0; i < paths; ++i) {
    const double x = (moved[0][i] - b[2 * i] * step) / std::sqrt(step);
    const double y = (moved[1][i] - b[2 * i + 1] * step) / std::sqrt(step);
    noise[0].push_back((g[3] * x - g[1] * y) / g_det);
    noise[1].push_back((g[0] * y - g[2] * x) / g_det);
  }
  return noise;
}

// dX = −X dt + G dW with a full matrix G, from a Gaussian; the last increment of [0, t], reversed.
double rotated_noise(const Reversal& reversal) {
  const Matrix g{1.0, 0.4, -0.3, 0.7};
  const Symmetric d{g[0] * g[0] + g[1] * g[1], g[2] * g[0] + g[3] * g[1],
                    g[2] * g[2] + g[3] * g[3]};
  constexpr double t = 0.7, first = 0.3;
  const auto c = covariance(d, first, t - step);
  const double root = std::sqrt(c[0]);
  const double rest = std::sqrt(c[2] - c[1] * c[1] / c[0]);
  const double decay = std::exp(-step);
  const double spread = std::sqrt(0.5 * (1 - decay * decay));
  const auto late = covariance(d, first, t);
  const double det = late[0] * late[2] - late[1] * late[1];
  Coefficients forward{2, {}, {2, TensorLayout::packed}, {}, 2, {}};
  std::vector<double> score;
  std::vector<std::vector<double>> moved(2), state(2);
  for (int i = 0; i < paths; ++i) {
    std::array<double, 4> z{};
    test::normals(stream, i, 1, z);
    const std::array<double, 2> before{root * z[0], c[1] / root * z[0] + rest * z[1]};
    std::array<double, 2> y{};
    for (int a = 0; a < 2; ++a)
      y[a] = decay * before[a] + spread * (g[2 * a] * z[2] + g[2 * a + 1] * z[3]);
    for (int a = 0; a < 2; ++a) {
      forward.drift.push_back(-y[a]);
      forward.divergence.push_back(0);
      state[a].push_back(y[a]);
      moved[a].push_back(before[a] - y[a]);
    }
    forward.tensor.values().insert(forward.tensor.values().end(), d.begin(), d.end());
    forward.diffusion.insert(forward.diffusion.end(), g.begin(), g.end());
    score.push_back(-(late[2] * y[0] - late[1] * y[1]) / det);
    score.push_back(-(late[0] * y[1] - late[1] * y[0]) / det);
  }
  return largest_deviation(increments(g, moved, reverse(forward, score, reversal).drift), state);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reversed_noise)

// Six and eleven figures: one beyond 4.5 standard errors is as likely as 1e-4.
BOOST_AUTO_TEST_CASE(anderson_leaves_a_wiener_process) {
  BOOST_TEST(geometric_brownian({}) < 4.5);
  BOOST_TEST(rotated_noise({}) < 4.5);
}

BOOST_AUTO_TEST_CASE(wrong_reversals_leave_drift_in_the_noise) {
  for (const char* name : {"naive", "half-score", "flipped-score", "unnegated-drift"}) {
    BOOST_TEST(geometric_brownian(*named_reversal(name)) > 8, name);
    BOOST_TEST(rotated_noise(*named_reversal(name)) > 8, name);
  }
  for (const char* name : {"missing-divergence", "half-divergence"})
    BOOST_TEST(geometric_brownian(*named_reversal(name)) > 8, name);
}

BOOST_AUTO_TEST_SUITE_END()
