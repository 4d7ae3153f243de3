#include "validation/count_comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "validation/chi_squared.hpp"

namespace loschmidt::validation {

namespace {

double chi_squared_of(const Bins& bins, const meshes::Histogram& histogram, double particles,
                      bool open) {
  if (histogram.outside > 0 && !open) return std::numeric_limits<double>::infinity();
  if (bins.size() == 1) return 0;
  const auto counts = sum_by_bin(bins, histogram);
  double chi2 = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = particles * bins.probability[i];
    const double difference = static_cast<double>(counts[i]) - expected;
    if (difference != 0) chi2 += difference * difference / expected;
  }
  return chi2;
}

void compare_cells(std::span<const double> mass, double outside, const meshes::Histogram& histogram,
                   double particles, CountComparison& result) {
  double distance = std::abs(static_cast<double>(histogram.outside) / particles - outside);
  double deviation = binomial_mean_absolute_deviation(particles, outside);
  double variance = outside * (1 - outside);
  double divergence = 0;
  for (std::size_t i = 0; i < mass.size(); ++i) {
    const double q = mass[i];
    const double observed = static_cast<double>(histogram.counts[i]) / particles;
    distance += std::abs(observed - q);
    deviation += binomial_mean_absolute_deviation(particles, q);
    variance += q * (1 - q);
    if (observed > 0) divergence += observed * std::log(observed / q);
  }
  result.total_variation = 0.5 * distance;
  result.total_variation_floor = 0.5 * deviation / particles;
  result.total_variation_sd =
      std::sqrt((1 - 2 / std::numbers::pi) * std::max(0.0, variance) / (4 * particles));
  result.kullback_leibler = divergence;
}

}  // namespace

std::span<const Statistic<CountComparison>> count_statistics() {
  using C = CountComparison;
  static constexpr std::array<Statistic<C>, 8> table{{
      {"chi2", "chi-squared of the counts on merged cells", &C::chi2},
      {"dof", "degrees of freedom of chi-squared", &C::dof},
      {"noncentrality", "noncentrality of chi-squared allowed for numerical error",
       &C::noncentrality},
      {"p_value", "probability of a larger chi-squared under the null law", &C::p_value},
      {"total_variation", "total variation distance from the density it should be",
       &C::total_variation},
      {"total_variation_floor", "its expectation from sampling noise alone",
       &C::total_variation_floor},
      {"total_variation_sd", "its standard deviation from sampling noise alone",
       &C::total_variation_sd},
      {"kullback_leibler", "Kullback-Leibler divergence from the density it should be",
       &C::kullback_leibler},
  }};
  return table;
}

double binomial_mean_absolute_deviation(double particles, double probability) {
  const double n = particles, p = probability;
  if (p <= 0 || p >= 1) return 0;
  // De Moivre: E|k − np| = 2np(1−p) P(K = ⌊np⌋) with K binomial of n − 1 trials.
  const double k = std::min(std::floor(n * p), n - 1);
  const double others = n - 1 - k;
  double log_probability = others * std::log1p(-p);
  // Most cells of a peaked density expect fewer than one particle; for these k = 0.
  if (k > 0)
    log_probability +=
        std::lgamma(n) - std::lgamma(k + 1) - std::lgamma(others + 1) + k * std::log(p);
  return 2 * n * p * (1 - p) * std::exp(log_probability);
}

CountComparison compare_counts(std::span<const double> mass, double outside,
                               const meshes::Histogram& histogram, const Bins& bins,
                               double noncentrality, bool open) {
  const auto particles = static_cast<double>(histogram.particles());
  CountComparison result{};
  result.chi2 = chi_squared_of(bins, histogram, particles, open);
  result.dof = static_cast<double>(bins.size() - 1);
  result.noncentrality = noncentrality;
  result.p_value = chi_squared_survival(result.chi2, result.dof, noncentrality);
  compare_cells(mass, outside, histogram, particles, result);
  return result;
}

}  // namespace loschmidt::validation
