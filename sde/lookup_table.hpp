// Functions of position tabulated at the vertices of a mesh and looked up multilinearly: all that
// a particle sees of drift and noise, so that its speed does not depend on the model.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "meshes/points.hpp"

namespace loschmidt {

/// Finds the interval of ascending nodes that holds x, and how far into it x lies.
class AxisLookup {
 public:
  explicit AxisLookup(const std::vector<double>& nodes);

  struct Place {
    int left;
    double fraction;  // (x − node[left]) / (node[left + 1] − node[left])
  };
  /// x within the nodes; just beyond them the outermost interval answers.
  Place operator()(double x) const {
    const double bucket = (x - first_) * buckets_per_length_;
    int i = bucket > 0 ? (bucket < last_bucket_ ? static_cast<int>(bucket) : last_bucket_)
                       : 0;                         // NaN: 0
    const Interval* intervals = intervals_.data();  // called for every look-up of every particle
    if (!uniform_) {
      i = first_guess_.data()[i];
      while (i < last_ && x >= intervals[i + 1].left) ++i;
    }
    return {i, (x - intervals[i].left) * intervals[i].inverse_width};
  }
  int nodes() const { return last_ + 2; }

 private:
  struct Interval {
    double left;
    double inverse_width;
  };

  std::vector<Interval> intervals_;
  std::vector<int> first_guess_;
  double first_;
  double buckets_per_length_;
  int last_;         // the last interval
  int last_bucket_;  // buckets are equally wide; on uniform nodes they are the intervals
  bool uniform_;
};

class LookupTable {
 public:
  /// `components` values per vertex, component fastest, vertices x fastest.
  LookupTable(const PointGrid& vertices, int components);

  int components() const { return components_; }
  std::vector<double>& values() { return values_; }
  const std::vector<double>& values() const { return values_; }

  /// Interpolates C components, from `first` on, in D dimensions at x (inside the box).
  template <int D, int C>
  std::array<double, C> at(const std::array<double, D>& x, int first = 0) const;

 private:
  int components_;
  std::vector<AxisLookup> axes_;
  std::array<std::size_t, 3> stride_{};  // in values, per axis
  std::vector<double> values_;
};

template <int D, int C>
std::array<double, C> LookupTable::at(const std::array<double, D>& x, int first) const {
  std::array<AxisLookup::Place, D> place;
  std::size_t base = first;
  for (int a = 0; a < D; ++a) {
    place[a] = axes_[a](x[a]);
    base += stride_[a] * place[a].left;
  }
  const double* values = values_.data();
  std::array<double, C> result{};
  for (int corner = 0; corner < (1 << D); ++corner) {
    double weight = 1;
    std::size_t offset = base;
    for (int a = 0; a < D; ++a) {
      const bool upper = (corner >> a) & 1;
      weight *= upper ? place[a].fraction : 1 - place[a].fraction;
      offset += upper ? stride_[a] : 0;
    }
    for (int c = 0; c < C; ++c) result[c] += weight * values[offset + c];
  }
  return result;
}

}  // namespace loschmidt
