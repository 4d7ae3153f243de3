// Functions of position tabulated at the vertices of a mesh and interpolated multilinearly.
// Particles use drift and noise only through these tables, so that their speed does not depend on
// the model. Look-ups are for one particle or a pack of them (sde/pack.hpp).
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "meshes/points.hpp"
#include "sde/pack.hpp"

namespace loschmidt::sde {

/// Finds the interval of ascending nodes that contains x, and the relative position of x in it.
class AxisLookup {
 public:
  explicit AxisLookup(const std::vector<double>& nodes);

  template <class Real>
  struct Place {
    typename Lanes<Real>::Index left;
    Real fraction;  // (x − node[left]) / (node[left + 1] − node[left])
  };
  /// Finds x, which must lie within the nodes; just beyond them the outermost interval is taken.
  template <class Real>
  LOSCHMIDT_INLINE Place<Real> operator()(Real x) const {
    const Real bucket = (x - first_) * buckets_per_length_;
    // Truncation finds the first bucket below the first node, too. NaN is sent to the last.
    auto i = at_most(to_index(bucket), last_bucket_);
    if (uniform_) return {i, bucket - to_real(i, bucket)};
    i = gather<Real>(first_guess_.data(), i);
    std::array<Real, 2> interval;  // the left end and the inverse width
    for (;;) {
      gather_run<2, Real>(intervals_.data() + 2, 2 * i, interval.data());
      const auto beyond = x >= interval[0];
      if (!any(beyond)) break;
      i = next_where(beyond, i);
    }
    gather_run<2, Real>(intervals_.data(), 2 * i, interval.data());
    return {i, (x - interval[0]) * interval[1]};
  }

 private:
  std::vector<double> intervals_;  // left ends and inverse widths in turn; a NaN ends the search
  std::vector<int> first_guess_;
  double first_;
  double buckets_per_length_;
  int last_bucket_;  // buckets are equally wide; on uniform nodes they are the intervals
  bool uniform_;
};

/// Makes an array of so many zeros, which the table owns alone or shares with other processes.
using MakeArray = std::function<std::shared_ptr<double[]>(std::size_t)>;

inline std::shared_ptr<double[]> own_array(std::size_t size) {
  return std::make_shared<double[]>(size);
}

/// A table of values at vertices. Copies share their values.
class LookupTable {
 public:
  /// Makes a table with `components` values per vertex, component fastest, vertices x fastest: a
  /// look-up reads one contiguous run per pair of neighbours along x. Errors: std::length_error
  /// beyond 2³¹ values; those of `make`.
  LookupTable(const meshes::PointGrid& vertices, int components, const MakeArray& make = own_array);

  int dimension() const { return static_cast<int>(axes_.size()); }
  int components() const { return components_; }
  std::span<double> values() { return {values_.get(), size_}; }

  /// Interpolates C components, from number `first` on, in D dimensions at x (inside the box).
  template <int D, int C, class Real>
  LOSCHMIDT_INLINE std::array<Real, C> at(const std::array<Real, D>& x, int first = 0) const {
    // If C is the number of all components, a pair of neighbours is one contiguous run.
    return components_ == C ? interpolate<D, C, C>(x, 0) : interpolate<D, C, 0>(x, first);
  }

 private:
  // All is components_ where it is known to be C, else 0.
  template <int D, int C, int All, class Real>
  std::array<Real, C> interpolate(const std::array<Real, D>& x, int first) const;

  int components_;
  std::vector<AxisLookup> axes_;
  std::array<int, 3> stride_{};  // in values, per axis
  std::size_t size_;
  std::shared_ptr<double[]> values_;
};

template <int D, int C, int All, class Real>
LOSCHMIDT_INLINE std::array<Real, C> LookupTable::interpolate(const std::array<Real, D>& x,
                                                              int first) const {
  constexpr int rows = 1 << (D - 1);  // rows of two vertices, neighbours along the first axis
  constexpr int both = 2 * C;         // components of two neighbours
  const int components = All > 0 ? All : components_;
  const auto along_x = axes_.data()[0](x[0]);
  std::array<Real, D> fraction{along_x.fraction};
  auto base = along_x.left * components;
  for (int a = 1; a < D; ++a) {
    const auto place = axes_.data()[a](x[a]);
    base = base + place.left * stride_[a];
    fraction[a] = place.fraction;
  }
  std::array<std::array<Real, C>, rows> value;
  for (int row = 0; row < rows; ++row) {
    const double* start = values_.get() + first;
    for (int a = 1; a < D; ++a) start += std::ptrdiff_t{row >> (a - 1) & 1} * stride_[a];
    std::array<Real, both> ends;
    if constexpr (All > 0) {
      gather_run<both, Real>(start, base, ends.data());
    } else {
      gather_run<C, Real>(start, base, ends.data());
      gather_run<C, Real>(start + components, base, ends.data() + C);
    }
    for (int c = 0; c < C; ++c) value[row][c] = ends[c] + fraction[0] * (ends[C + c] - ends[c]);
  }
  for (int a = 1; a < D; ++a)
    for (int row = 0; row < rows >> a; ++row)
      for (int c = 0; c < C; ++c)
        value[row][c] =
            value[2 * row][c] + fraction[a] * (value[2 * row + 1][c] - value[2 * row][c]);
  return value[0];
}

}  // namespace loschmidt::sde
