#include "meshes/interpolation.hpp"

#include <algorithm>
#include <stdexcept>

namespace loschmidt::meshes {

AxisInterpolation::AxisInterpolation(std::span<const double> source, std::span<const double> target,
                                     double period)
    : sources_(static_cast<int>(source.size())) {
  if (source.empty()) throw std::invalid_argument("interpolation needs a source point");
  rows_.reserve(target.size());
  for (const double x : target) rows_.push_back(row(source, x, period));
}

AxisInterpolation::Row AxisInterpolation::row(std::span<const double> source, double x,
                                              double period) const {
  const int n = sources_;
  const bool wraps = period > 0;
  // Coordinate of source point j, continued periodically on a periodic axis.
  const auto at = [&](int j) {
    if (!wraps) return source[j];
    const int turns = j >= 0 ? j / n : -((n - 1 - j) / n);
    return source[j - turns * n] + turns * period;
  };
  int left =
      static_cast<int>(std::upper_bound(source.begin(), source.end(), x) - source.begin()) - 1;
  const bool beyond = !wraps && (x < source.front() || x > source.back());
  const int points = beyond ? std::min(n, 2) : std::min(n, 4);
  int first = left - (points / 2 - 1);
  if (!wraps) first = std::clamp(first, 0, n - points);

  Row r{{0, 0, 0, 0}, {0, 0, 0, 0}};
  for (int i = 0; i < points; ++i) {
    double w = 1;
    for (int j = 0; j < points; ++j)
      if (j != i) w *= (x - at(first + j)) / (at(first + i) - at(first + j));
    r.source[i] = ((first + i) % n + n) % n;
    r.weight[i] = w;
  }
  return r;
}

std::vector<int> AxisInterpolation::keep_used() {
  std::vector<int> number(sources_, -1);
  for (const Row& r : rows_)
    for (const int source : r.source) number[source] = 0;
  std::vector<int> used;
  for (int source = 0; source < sources_; ++source) {
    if (number[source] < 0) continue;
    number[source] = static_cast<int>(used.size());
    used.push_back(source);
  }
  for (Row& r : rows_)
    for (int& source : r.source) source = number[source];
  sources_ = static_cast<int>(used.size());
  return used;
}

double AxisInterpolation::operator()(int t, std::span<const double> values, std::size_t offset,
                                     std::size_t stride) const {
  const Row& r = rows_[t];
  double sum = 0;
  for (int i = 0; i < 4; ++i) sum += r.weight[i] * values[offset + stride * r.source[i]];
  return sum;
}

std::vector<double> interpolate(const AxisInterpolation& along, int a,
                                const std::array<int, 3>& shape, std::span<const double> values) {
  const std::size_t inner = a == 0 ? 1 : (a == 1 ? shape[0] : std::size_t(shape[0]) * shape[1]);
  const std::size_t outer = a == 2 ? 1 : (a == 1 ? shape[2] : std::size_t(shape[1]) * shape[2]);
  const int n = along.targets();
  std::vector<double> result(inner * n * outer);
  for (std::size_t o = 0; o < outer; ++o)
    for (int t = 0; t < n; ++t)
      for (std::size_t i = 0; i < inner; ++i)
        result[i + inner * (t + n * o)] = along(t, values, i + inner * along.sources() * o, inner);
  return result;
}

}  // namespace loschmidt::meshes
