// Nodes along one axis that carry a law: the two Gauss–Legendre points of every interval, which is
// a part of a cell or a group of cells. A weight at any place is carried over to the nodes by
// Lagrange's polynomial through the six nearest, so that all moments up to the fifth stay what they
// were. For a smooth function φ, Σ w φ over the nodes is then its expectation to sixth order in the
// distance of the nodes.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::sde {

/// The intervals of an axis: its cells in groups, each cut into equal parts per cell.
struct CellIntervals {
  int parts = 1;  // of each cell, if groups have one cell
  int cells = 1;  // of a group, if cells are not cut; the last group may have fewer
};

/// More nodes than this are not needed for any law that a mesh resolves.
inline constexpr int most_nodes = 4096;

/// Returns half cells, or groups of cells that make at most most_nodes.
CellIntervals fine_intervals(int cells);

/// Returns intervals of twice the length.
CellIntervals doubled(const CellIntervals& intervals);

/// Returns the number of nodes of an axis with so many cells.
int nodes_of(const CellIntervals& intervals, int cells);

/// Returns the Gauss–Legendre points of the intervals, ascending.
std::vector<double> gauss_points(const meshes::Axis& axis, const CellIntervals& intervals);

class LineNodes {
 public:
  /// Number of nodes of a polynomial.
  static constexpr int stencil_size = 6;

  /// The axis has so many nodes or more.
  LineNodes(const meshes::Axis& axis, const CellIntervals& intervals);

  std::size_t size() const { return number_; }
  double position(std::size_t node) const { return position_[node + images_]; }
  /// Returns the standard deviation of the kernel of masses() near a node: points that are as close
  /// as this look like a density.
  double resolved_length(std::size_t node) const;

  /// Adds `weight` at x, inside the axis, to the weights of the nodes.
  void spread(double x, double weight, std::vector<double>& weights) const;

  /// The polynomial through six nodes at a place: the value there is Σ factor × value at the node.
  struct Stencil {
    std::array<std::size_t, stencil_size> node;
    std::array<double, stencil_size> factor;
  };
  /// Returns the stencil of x, inside the axis.
  Stencil stencil(double x) const;

  /// Returns the mass of every cell, for weights of a law that is smooth from node to node. The
  /// distribution function at the edges is the expectation of a step that is smoothed over 1.5
  /// distances of the nodes, by a kernel whose first three moments vanish: order 4, or 2 in the
  /// cells at a wall where the density has a slope.
  std::vector<double> masses(const std::vector<double>& weights) const;

 private:
  /// Returns the smoothed step at an edge of a cell, at x: about 1 for x below the edge and 0
  /// above. At walls the step of the mirror image is added, so that it is 0 for the lower end and 1
  /// for the upper.
  double below(double edge, double x) const;
  /// The standard deviation of the kernel at a place.
  double deviation(double x) const;
  /// The interval that contains a place.
  int interval_at(double x) const;
  /// The first node of that interval; beyond a periodic axis, counted on with its images.
  int node_at(double x) const;

  meshes::Axis axis_;
  CellIntervals intervals_;
  std::vector<double> edges_;  // of the intervals
  std::size_t number_;
  std::size_t images_;            // beyond either end of a periodic axis
  std::vector<double> position_;  // ascending, with images
  std::vector<std::array<double, stencil_size>> barycentric_;  // per first node of a polynomial
};

}  // namespace loschmidt::sde
