// Nodes along one axis that carry a law: the two Gauss–Legendre points of every part of every cell.
// A weight at any place is carried over to the nodes by Lagrange's polynomial through the six
// nearest, so that all moments up to the fifth stay what they were. For a smooth function φ, Σ w φ
// over the nodes is then its expectation to sixth order in the distance of the nodes.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::sde {

class LineNodes {
 public:
  /// Cuts every cell of the axis into `parts` equal parts.
  LineNodes(const meshes::Axis& axis, int parts);

  std::size_t size() const { return number_; }
  int per_cell() const { return per_cell_; }
  /// Returns the standard deviation of the kernel of masses() in the cell of a node: points that
  /// are as close as this look like a density.
  double resolved_length(std::size_t node) const;
  double position(std::size_t node) const { return position_[node + images_]; }

  /// Returns the mass of every cell, for weights of a law that is smooth from node to node. The
  /// distribution function at the edges is the expectation of a step that is smoothed over 1.5
  /// distances of the nodes, by a kernel whose first three moments vanish: order 4, or 2 in the
  /// cells at a wall where the density has a slope.
  std::vector<double> masses(const std::vector<double>& weights) const;

  /// Adds `weight` at x, inside the axis, to the weights of the nodes.
  void spread(double x, double weight, std::vector<double>& weights) const;

 private:
  /// Returns the smoothed step at an edge, at x: about 1 for x below the edge and 0 above. At walls
  /// the step of the mirror image is added, so that it is 0 for the lower end and 1 for the upper.
  double below(int edge, double x) const;
  /// The standard deviation of the kernel at an edge.
  double deviation(int edge) const;

  static constexpr int reach = 6;  // nodes of a polynomial

  meshes::Axis axis_;
  std::size_t number_;
  int per_cell_;
  std::size_t images_;                                  // beyond either end of a periodic axis
  std::vector<double> position_;                        // ascending, with images
  std::vector<std::array<double, reach>> barycentric_;  // per first node of a polynomial
};

}  // namespace loschmidt::sde
