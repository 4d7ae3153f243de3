#include "sde/gamma_quantile.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace loschmidt::sde {

namespace {

// Where less than this is above, 1 − P has lost too many digits, and Q is computed by itself.
constexpr double upper_tail = 1e-3;

// Below this shape nearly all quantiles are 0: P(shape, 1e-300) > 1 − 1e-10.
constexpr double smallest_shape = 1e-13;

// Returns log Γ(a + 1) by Stirling's series at ten or more; std::lgamma writes a global variable.
double log_factorial(double a) {
  double product = 1;
  while (a < 10) product *= ++a;
  const double u = 1 / (a * a);
  const double series =
      (1.0 / 12 - u * (1.0 / 360 - u * (1.0 / 1260 - u * (1.0 / 1680 - u * (1.0 / 1188))))) / a;
  return 0.5 * std::log(2 * std::numbers::pi * a / (product * product)) + a * (std::log(a) - 1) +
         series;
}

// Returns Q(a, x) Γ(a) eˣ/xᵃ for x > a + 1, Legendre's continued fraction from its end, whose
// length is enough for the upper tail.
double upper_fraction(double a, double x) {
  const int terms = 24 + static_cast<int>(400 / (x - a));
  double tail = x + 2 * terms + 1 - a;
  for (int i = terms; i > 0; --i) tail = x + 2 * i - 1 - a + i * (a - i) / tail;
  return 1 / tail;
}

// The guess for shapes below 1, and where the lower tail is a power.
double power_guess(double a, double log_below, double log_gamma) {
  const double r = std::exp((log_below + log_gamma) / a);
  const double s = r / (a + 1);
  return r * (1 + s * (1 + s * (3 * a + 5) / (2 * (a + 2))));
}

double guess(double a, const Level& level, double log_gamma) {
  if (a < 1) {
    const double y = log_gamma - std::log(a) + std::log(level.above);  // log(q Γ(a))
    if (y > -0.7) return power_guess(a, std::log(level.below), log_gamma);
    const double u = -y - (1 - a) * std::log(-y);
    return -y - (1 - a) * std::log(u) - std::log(1 + (1 - a) / (1 + u));
  }
  // E. B. Wilson, M. M. Hilferty, The distribution of chi-square, PNAS 17 (1931) 684–688.
  const double root = 1 - 1 / (9 * a) + level.normal / (3 * std::sqrt(a));
  if (root < 0.45) return power_guess(a, std::log(level.below), log_gamma);
  return a * root * root * root;
}

// How far P is from the level at x.
struct Miss {
  double step;      // (level − P)/density
  double relative;  // (level − P)/min(level, 1 − level)
  double log_step;  // Newton's step in log x for log P, or log Q above the median
};

Miss miss_at(double a, double x, double log_gamma, const Level& level) {
  const double weight = std::exp(a * std::log(x) - x - log_gamma);
  const double slope = a * weight;  // x times the density
  if (level.above < upper_tail && x > a + 1) {
    const double q = slope * upper_fraction(a, x);
    const double miss = q - level.above;
    return {miss * x / slope, miss / level.above, std::log(q / level.above) * q / slope};
  }
  const double p = weight * lower_series(a, x);
  const double miss = level.below - p;
  if (level.below <= level.above)
    return {miss * x / slope, miss / level.below, std::log(level.below / p) * p / slope};
  const double q = std::max(1 - p, 1e-15);
  return {miss * x / slope, miss / level.above, std::log(q / level.above) * q / slope};
}

// The quantile's expansion in the step of Newton's method.
double expanded(double a, double x, double h) {
  const double c2 = (x - a + 1) / 2;
  const double c3 = (2 * x * (x - 2 * a + 2) + (2 * a - 1) * (a - 1)) / 6;
  const double c4 = (x * (x * (6 * x - 18 * a + 18) + 18 * a * a - 29 * a + 11) -
                     (a - 1) * (2 * a - 1) * (3 * a - 1)) /
                    24;
  const double s = h / x;
  return x * (1 + s * (1 + s * (c2 + s * (c3 + s * c4))));
}

}  // namespace

Level level_of_normal(double normal) {
  const double s = normal * std::numbers::sqrt2 / 2;
  const double tail = 0.5 * std::erfc(std::abs(s));
  return normal < 0 ? Level{tail, 1 - tail, normal} : Level{1 - tail, tail, normal};
}

Level level_of_uniform(double uniform) {
  // M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 26.2.23.
  const double t = std::sqrt(-2 * std::log(std::min(uniform, 1 - uniform)));
  const double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                           (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return {uniform, 1 - uniform, uniform < 0.5 ? -z : z};
}

double poisson_weight(double a, double x) {
  return a == 0 ? std::exp(-x) : std::exp(a * std::log(x) - x - log_factorial(a));
}

double lower_series(double a, double x) {
  double sum = 1;
  double term = 1;
  do {
    term *= x / ++a;
    sum += term;
  } while (term > 1e-16 * sum);
  return sum;
}

double gamma_quantile(double shape, const Level& level) {
  if (shape < smallest_shape) return 0;
  if (shape == 1) return level.above > 0.5 ? -std::log1p(-level.below) : -std::log(level.above);
  const double log_gamma = log_factorial(shape);
  double x = guess(shape, level, log_gamma);
  // The power law's next term is beyond double precision.
  if (x < 1e-5) return x;
  for (int round = 0; round < 20; ++round) {
    const Miss miss = miss_at(shape, x, log_gamma, level);
    if (std::abs(miss.relative) > 0.2 * std::min(1.0, shape)) {
      x *= std::exp(std::clamp(miss.log_step, -1.0, 1.0));
      continue;
    }
    x = expanded(shape, x, miss.step);
    if (std::abs(miss.relative) < 0.01 * std::min(1.0, shape)) break;
  }
  return x;
}

}  // namespace loschmidt::sde
