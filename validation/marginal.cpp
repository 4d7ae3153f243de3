#include "validation/marginal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <vector>

#include "meshes/field.hpp"
#include "validation/axis_law.hpp"
#include "validation/chi_squared.hpp"

namespace loschmidt {

namespace {

void require_comparable(const Mesh& mesh, std::span<const double> mass,
                        const Histogram& histogram) {
  if (mass.size() != mesh.cells() || histogram.counts.size() != mesh.cells())
    throw std::invalid_argument(fmt::format(
        "{} masses and {} counts for {} cells (they are compared cell by cell): give both on the "
        "mesh of the run",
        mass.size(), histogram.counts.size(), mesh.cells()));
  if (histogram.particles() == 0)
    throw std::invalid_argument(
        "the histogram is empty (nothing can be compared): give at least one particle");
}

// Probability of being outside.
double absorbed(const Mesh& mesh, std::span<const double> mass) {
  return mesh.absorbing() ? std::max(0.0, 1 - total(mass)) : 0;
}

double chi_squared_of(const Mesh& mesh, const Bins& bins, const Histogram& histogram,
                      double particles) {
  if (histogram.outside > 0 && !mesh.absorbing()) return std::numeric_limits<double>::infinity();
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

void compare_cells(std::span<const double> mass, double outside, const Histogram& histogram,
                   double particles, MarginalComparison& result) {
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

/// Law and counts of one coordinate.
struct AxisLaw {
  std::vector<double> mass;
  std::vector<double> counts;
};

double in_standard_errors(double difference, double variance) {
  return variance > 0 ? difference / std::sqrt(variance) : 0;
}

// mass: of the law, all in all.
void compare_moments(const Axis& axis, const AxisLaw& law, double mass, double& mean_error,
                     double& variance_error) {
  const double inside = [&] {
    double sum = 0;
    for (const double n : law.counts) sum += n;
    return sum;
  }();
  if (inside < 2) return;
  const auto moment = [&](const std::vector<double>& weights, double about, int power) {
    double sum = 0;
    for (int i = 0; i < axis.cells(); ++i)
      sum += weights[i] * std::pow(axis.centers()[i] - about, power);
    return sum;
  };
  const double mean = axis.lower() + moment(law.mass, axis.lower(), 1) / mass;
  const double variance = moment(law.mass, mean, 2) / mass;
  const double fourth = moment(law.mass, mean, 4) / mass;
  const double sample_mean = mean + moment(law.counts, mean, 1) / inside;
  const double sample_variance = moment(law.counts, sample_mean, 2) / (inside - 1);
  mean_error = in_standard_errors(sample_mean - mean, variance / inside);
  variance_error =
      in_standard_errors(sample_variance - variance, (fourth - variance * variance) / inside);
}

}  // namespace

double binomial_mean_absolute_deviation(double particles, double probability) {
  const double n = particles, p = probability;
  if (p <= 0 || p >= 1) return 0;
  // De Moivre: E|k − np| = 2np(1−p) P(K = ⌊np⌋) with K binomial of n − 1 trials.
  const double k = std::min(std::floor(n * p), n - 1);
  const double others = n - 1 - k;
  double log_probability = others * std::log1p(-p);
  // In most cells of a peaked density fewer than one particle is expected.
  if (k > 0)
    log_probability +=
        std::lgamma(n) - std::lgamma(k + 1) - std::lgamma(others + 1) + k * std::log(p);
  return 2 * n * p * (1 - p) * std::exp(log_probability);
}

MarginalComparison compare_marginal(const Mesh& mesh, std::span<const double> mass,
                                    const Histogram& histogram, const Bins& bins,
                                    double noncentrality) {
  require_comparable(mesh, mass, histogram);
  const auto particles = static_cast<double>(histogram.particles());
  MarginalComparison result{};
  const double outside = absorbed(mesh, mass);
  result.chi2 = chi_squared_of(mesh, bins, histogram, particles);
  result.dof = static_cast<double>(bins.size() - 1);
  result.noncentrality = noncentrality;
  result.p_value = chi_squared_survival(result.chi2, result.dof, noncentrality);
  compare_cells(mass, outside, histogram, particles, result);
  for (int a = 0; a < mesh.dimension(); ++a) {
    const AxisLaw law{law_along(mesh, a, mass),
                      law_along(mesh, a, std::span<const std::uint64_t>(histogram.counts))};
    const auto distance = cumulative_distance(mesh.axis(a), law.counts, particles, law.mass);
    result.kolmogorov_smirnov[a] = distance.largest;
    result.wasserstein1[a] = distance.integral;
    compare_moments(mesh.axis(a), law, 1 - outside, result.mean_error_sigma[a],
                    result.variance_error_sigma[a]);
  }
  return result;
}

}  // namespace loschmidt
