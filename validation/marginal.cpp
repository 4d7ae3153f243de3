#include "validation/marginal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "meshes/field.hpp"
#include "validation/axis_law.hpp"

namespace loschmidt::validation {

namespace {

void require_comparable(const meshes::Mesh& mesh, std::span<const double> mass,
                        const meshes::Histogram& histogram) {
  if (mass.size() != mesh.cells() || histogram.counts.size() != mesh.cells())
    throw std::invalid_argument(fmt::format(
        "{} masses and {} counts for {} cells (they are compared cell by cell): give both on the "
        "mesh of the run",
        mass.size(), histogram.counts.size(), mesh.cells()));
  if (histogram.particles() == 0)
    throw std::invalid_argument(
        "the histogram is empty (nothing can be compared): give at least one particle");
}

// Returns the probability of being outside.
double absorbed(const meshes::Mesh& mesh, std::span<const double> mass) {
  return mesh.absorbing() ? std::max(0.0, 1 - meshes::total(mass)) : 0;
}

/// Masses and counts of one coordinate.
struct AxisLaw {
  std::vector<double> mass;
  std::vector<double> counts;
};

double in_standard_errors(double difference, double variance) {
  return variance > 0 ? difference / std::sqrt(variance) : 0;
}

// Compares mean and variance along one axis. `mass` is the total mass of the law.
void compare_moments(const meshes::Axis& axis, const AxisLaw& law, double mass, double& mean_error,
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

std::span<const Statistic<MarginalComparison>> marginal_statistics() {
  using M = MarginalComparison;
  static constexpr std::array<Statistic<M>, 4> table{{
      {"kolmogorov_smirnov", "Kolmogorov-Smirnov distance of the marginal on each axis",
       &M::kolmogorov_smirnov},
      {"wasserstein1", "Wasserstein-1 distance of the marginal on each axis", &M::wasserstein1},
      {"mean_error_sigma", "error of the mean on each axis in standard errors",
       &M::mean_error_sigma},
      {"variance_error_sigma", "error of the variance on each axis in standard errors",
       &M::variance_error_sigma},
  }};
  return table;
}

MarginalComparison compare_marginal(const meshes::Mesh& mesh, std::span<const double> mass,
                                    const meshes::Histogram& histogram, const Bins& bins,
                                    double noncentrality) {
  require_comparable(mesh, mass, histogram);
  const auto particles = static_cast<double>(histogram.particles());
  const double outside = absorbed(mesh, mass);
  MarginalComparison result{};
  static_cast<CountComparison&>(result) =
      compare_counts(mass, outside, histogram, bins, noncentrality, mesh.absorbing());
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

}  // namespace loschmidt::validation
