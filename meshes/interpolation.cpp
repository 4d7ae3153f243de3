#include "meshes/interpolation.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace loschmidt::meshes {

namespace {

using Breaks = std::span<const double>;

// The source points under numbers that continue beyond both ends of a periodic axis.
class Sources {
 public:
  Sources(std::span<const double> places, double period)
      : places_(places), period_(period), n_(static_cast<int>(places.size())) {}

  double at(int j) const {
    if (period_ <= 0) return places_[j];
    const int turns = j >= 0 ? j / n_ : -((n_ - 1 - j) / n_);
    return places_[j - turns * n_] + turns * period_;
  }
  bool has(int j) const { return period_ > 0 || (j >= 0 && j < n_); }
  int number(int j) const { return (j % n_ + n_) % n_; }
  int count() const { return n_; }
  // Returns the last source at or below x, −1 if there is none.
  int below(double x) const {
    return static_cast<int>(std::ranges::upper_bound(places_, x) - places_.begin()) - 1;
  }

 private:
  std::span<const double> places_;
  double period_;
  int n_;
};

// Returns the nearest breaks below and above x.
std::array<double, 2> breaks_around(Breaks breaks, double x, double period) {
  std::array<double, 2> around{-std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::infinity()};
  for (const double turn : {-period, 0.0, period})
    for (const double place : breaks) {
      if (place + turn < x) around[0] = std::max(around[0], place + turn);
      if (place + turn > x) around[1] = std::min(around[1], place + turn);
    }
  return around;
}

// Returns the weights at x of the polynomial through sources strictly between two breaks: four
// around x, or the two nearest if all lie on one side of it.
AxisInterpolation::Row between(const Sources& sources, const std::array<double, 2>& breaks,
                               double x) {
  const int left = sources.below(x);
  int first = left + 1;  // only four sources on each side can be needed
  int last = left;
  while (first > left - 3 && sources.has(first - 1) && sources.at(first - 1) > breaks[0]) --first;
  while (last < left + 4 && sources.has(last + 1) && sources.at(last + 1) < breaks[1]) ++last;
  if (last < first) throw std::invalid_argument("interpolation needs a source between two breaks");
  const bool beyond = x < sources.at(first) || x > sources.at(last);
  const int points = std::min({sources.count(), last - first + 1, beyond ? 2 : 4});
  first = std::clamp(left - (points / 2 - 1), first, last - points + 1);

  AxisInterpolation::Row r{{0, 0, 0, 0}, {0, 0, 0, 0}};
  for (int i = 0; i < points; ++i) {
    double w = 1;
    for (int j = 0; j < points; ++j)
      if (j != i)
        w *= (x - sources.at(first + j)) / (sources.at(first + i) - sources.at(first + j));
    r.source[i] = sources.number(first + i);
    r.weight[i] = w;
  }
  return r;
}

// Returns the weights at a break: those of a source on it, or else the mean of both sides.
AxisInterpolation::Row on_break(const Sources& sources, const std::array<double, 2>& breaks,
                                double x) {
  const int left = sources.below(x);
  if (left >= 0 && sources.at(left) == x) return {{left, 0, 0, 0}, {1, 0, 0, 0}};
  const auto lower = between(sources, {breaks[0], x}, x);
  const auto upper = between(sources, {x, breaks[1]}, x);
  return {
      {lower.source[0], lower.source[1], upper.source[0], upper.source[1]},
      {0.5 * lower.weight[0], 0.5 * lower.weight[1], 0.5 * upper.weight[0], 0.5 * upper.weight[1]}};
}

}  // namespace

AxisInterpolation::AxisInterpolation(std::span<const double> source, std::span<const double> target,
                                     double period, std::span<const double> breaks)
    : sources_(static_cast<int>(source.size())) {
  if (source.empty()) throw std::invalid_argument("interpolation needs a source point");
  const Sources sources(source, period);
  rows_.reserve(target.size());
  for (const double x : target) {
    const auto around = breaks_around(breaks, x, period);
    rows_.push_back(std::ranges::binary_search(breaks, x) ? on_break(sources, around, x)
                                                          : between(sources, around, x));
  }
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
