#include "validation/bins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "meshes/block.hpp"

namespace loschmidt::validation {

namespace {

constexpr double expected_in_line = 25;
constexpr double expected_in_block = 100;
constexpr double most_blocks = 4096;

void require_size(std::size_t values, std::size_t cells) {
  if (values == cells && cells > 0) return;
  throw std::invalid_argument(fmt::format(
      "{} values for {} cells (bins add up one value per cell): give one value for every cell",
      values, cells));
}

Bins merge_line(std::span<const double> mass, double particles) {
  Bins bins;
  double gathered = 0;
  for (const double m : mass) {
    bins.of_cell.push_back(static_cast<std::uint32_t>(bins.size()));
    gathered += m;
    if (particles * gathered >= expected_in_line) {
      bins.probability.push_back(gathered);
      gathered = 0;
    }
  }
  if (bins.probability.empty()) bins.probability.push_back(0);
  bins.probability.back() += gathered;
  const auto last = static_cast<std::uint32_t>(bins.size() - 1);
  for (auto& bin : bins.of_cell) bin = std::min(bin, last);
  return bins;
}

/// Halves an index box until its parts would expect fewer than `least` of the whole mass.
class Bisection {
 public:
  Bisection(std::span<const double> mass, const meshes::Block& whole, double least)
      : mass_(mass), whole_(whole), least_(least) {
    bins_.of_cell.resize(whole.size());
    divide(whole);
  }

  const Bins& bins() const { return bins_; }

 private:
  void divide(const meshes::Block& box) {
    std::array<int, 3> axes{0, 1, 2};
    std::stable_sort(axes.begin(), axes.end(),
                     [&](int a, int b) { return box.extent(a) > box.extent(b); });
    for (const int axis : axes) {
      const int cut = best_cut(box, axis);
      if (cut <= box.begin[axis]) continue;
      meshes::Block left = box, right = box;
      left.end[axis] = right.begin[axis] = cut;
      divide(left);
      divide(right);
      return;
    }
    close(box);
  }

  /// Returns the index where the mass of the box is halved best; box.begin where a half would be
  /// too small.
  int best_cut(const meshes::Block& box, int axis) const {
    std::vector<double> slices(box.extent(axis), 0.0);
    meshes::for_each(box, [&](const meshes::Index& i) {
      slices[i[axis] - box.begin[axis]] += mass_[whole_.local(i)];
    });
    double all = 0, left = 0, smaller = least_;
    for (const double m : slices) all += m;
    int cut = box.begin[axis];
    for (int k = 1; k < box.extent(axis); ++k) {
      left += slices[k - 1];
      const double half = std::min(left, all - left);
      if (half < smaller || (half == smaller && cut > box.begin[axis])) continue;
      smaller = half;
      cut = box.begin[axis] + k;
    }
    return cut;
  }

  void close(const meshes::Block& box) {
    double probability = 0;
    meshes::for_each(box, [&](const meshes::Index& i) {
      const std::size_t cell = whole_.local(i);
      bins_.of_cell[cell] = static_cast<std::uint32_t>(bins_.size());
      probability += mass_[cell];
    });
    bins_.probability.push_back(probability);
  }

  std::span<const double> mass_;
  meshes::Block whole_;
  double least_;
  Bins bins_;
};

template <class Value>
std::vector<Value> summed(const Bins& bins, std::span<const Value> values) {
  require_size(values.size(), bins.of_cell.size());
  std::vector<Value> sums(bins.size(), 0);
  for (std::size_t cell = 0; cell < values.size(); ++cell) sums[bins.of_cell[cell]] += values[cell];
  return sums;
}

}  // namespace

Bins merge_cells(std::span<const double> mass, const std::array<int, 3>& extents, int dimension,
                 std::uint64_t particles, double outside) {
  const meshes::Block whole{{0, 0, 0}, extents};
  require_size(mass.size(), whole.size());
  const auto n = static_cast<double>(particles);
  const double least = dimension == 1 ? expected_in_line : expected_in_block;
  Bins bins = dimension == 1 ? merge_line(mass, n)
                             : Bisection(mass, whole, std::max(least / n, 1 / most_blocks)).bins();
  bins.outside = n * std::min(outside, bins.probability.front()) >= least;
  if (bins.outside) bins.probability.push_back(outside);
  return bins;
}

std::vector<std::uint64_t> sum_by_bin(const Bins& bins, const meshes::Histogram& histogram) {
  auto sums = sum_by_bin(bins, std::span<const std::uint64_t>(histogram.counts));
  if (bins.outside) sums.back() = histogram.outside;
  return sums;
}

std::vector<std::uint64_t> sum_by_bin(const Bins& bins, std::span<const std::uint64_t> counts) {
  return summed(bins, counts);
}

std::vector<double> sum_by_bin(const Bins& bins, std::span<const double> mass) {
  return summed(bins, mass);
}

}  // namespace loschmidt::validation
