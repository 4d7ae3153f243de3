#include "validation/two_samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "validation/bins.hpp"
#include "validation/chi_squared.hpp"

namespace loschmidt::validation {

namespace {

// Returns ½ Σ |scale_a a − scale_b b| over cells and outside.
double half_distance(const meshes::Histogram& a, const meshes::Histogram& b, double scale_a,
                     double scale_b) {
  if (a.counts.size() != b.counts.size())
    throw std::invalid_argument(fmt::format(
        "{} and {} counts (histograms are compared cell by cell): give two on the same cells",
        a.counts.size(), b.counts.size()));
  const auto distance = [&](std::uint64_t m, std::uint64_t n) {
    return std::abs(scale_a * static_cast<double>(m) - scale_b * static_cast<double>(n));
  };
  double sum = distance(a.outside, b.outside);
  for (std::size_t i = 0; i < a.counts.size(); ++i) sum += distance(a.counts[i], b.counts[i]);
  return 0.5 * sum;
}

Bins pooled_bins(const meshes::Histogram& a, const meshes::Histogram& b,
                 const std::array<int, 3>& extents, int dimension) {
  const auto all = static_cast<double>(a.particles() + b.particles());
  std::vector<double> mass(a.counts.size());
  for (std::size_t i = 0; i < mass.size(); ++i)
    mass[i] = static_cast<double>(a.counts[i] + b.counts[i]) / all;
  return merge_cells(mass, extents, dimension, std::min(a.particles(), b.particles()),
                     static_cast<double>(a.outside + b.outside) / all);
}

std::vector<std::uint64_t> in_bins(const Bins& bins, const meshes::Histogram& histogram) {
  auto counts = sum_by_bin(bins, histogram);
  if (!bins.outside) counts.back() += histogram.outside;
  return counts;
}

double chi_squared_of(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b,
                      double ratio) {
  double chi2 = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    const auto m = static_cast<double>(a[k]), n = static_cast<double>(b[k]);
    const double difference = m * ratio - n / ratio;
    if (difference != 0) chi2 += difference * difference / (m + n);
  }
  return chi2;
}

}  // namespace

double moved_share(const meshes::Histogram& a, const meshes::Histogram& b) {
  const auto particles = static_cast<double>(std::max(a.particles(), b.particles()));
  return particles > 0 ? half_distance(a, b, 1, 1) / particles : 0;
}

TwoSamples compare_samples(const meshes::Histogram& a, const meshes::Histogram& b,
                           const std::array<int, 3>& extents, int dimension) {
  const auto in_a = static_cast<double>(a.particles()), in_b = static_cast<double>(b.particles());
  if (in_a == 0 || in_b == 0) return {0, 0, in_a == in_b ? 1.0 : 0.0, in_a == in_b ? 0.0 : 1.0};
  const double distance = half_distance(a, b, 1 / in_a, 1 / in_b);
  const Bins bins = pooled_bins(a, b, extents, dimension);
  const double chi2 = chi_squared_of(in_bins(bins, a), in_bins(bins, b), std::sqrt(in_b / in_a));
  const auto dof = static_cast<double>(bins.size() - 1);
  return {chi2, dof, dof > 0 ? chi_squared_survival(chi2, dof, 0) : 1, distance};
}

}  // namespace loschmidt::validation
