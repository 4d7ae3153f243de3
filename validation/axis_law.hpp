// The law of one coordinate alone, and the distance of two such laws. Values lie at cell centres; a
// periodic axis is cut at its lower end. Sums are taken serially in natural order. Serial.
#pragma once

#include <span>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::validation {

/// Returns the masses or counts per cell of one axis, summed over the other axes.
template <class Value>
std::vector<double> law_along(const meshes::Mesh& mesh, int axis, std::span<const Value> values) {
  std::vector<double> law(mesh.extent(axis), 0.0);
  std::size_t cell = 0;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    law[i[axis]] += static_cast<double>(values[cell++]);
  });
  return law;
}

struct CumulativeDistance {
  double largest = 0;   // |F − G| at cell edges
  double integral = 0;  // ∫ |F − G| dx, in units of the axis
};

/// Returns the distances of the laws a/sum and b.
CumulativeDistance cumulative_distance(const meshes::Axis& axis, std::span<const double> a,
                                       double sum, std::span<const double> b);

}  // namespace loschmidt::validation
