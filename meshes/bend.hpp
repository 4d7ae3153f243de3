// A smooth, increasing map of an interval onto itself that takes some places to others: monotone
// cubic pieces with continuous slopes (Fritsch & Butland 1984, harmonic means of the slopes
// beside).
#pragma once

#include <vector>

namespace loschmidt::meshes {

class Bend {
 public:
  /// The map takes from[k] to to[k]; both ascend, have the same length of two or more, and the same
  /// ends. Where from = to the map is the identity to the bit.
  Bend(std::vector<double> from, const std::vector<double>& to);

  /// Returns the image of u, which lies in the interval.
  double operator()(double u) const;

 private:
  std::vector<double> from_;
  std::vector<double> shift_;  // to − from
  std::vector<double> slope_;  // of the shift
};

}  // namespace loschmidt::meshes
