// The mesh: a tensor product of one to three axes. Cells are numbered in natural order, x fastest:
// index = i + n_x (j + n_y k). Absent axes count as one cell of width 1.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "meshes/axis.hpp"
#include "meshes/block.hpp"

namespace loschmidt::meshes {

using Point = std::array<double, 3>;

class Mesh {
 public:
  /// Errors: std::invalid_argument unless there are one, two or three axes.
  explicit Mesh(std::vector<Axis> axes);

  int dimension() const { return static_cast<int>(axes_.size()); }
  const Axis& axis(int a) const { return axes_[a]; }
  int extent(int a) const { return a < dimension() ? axes_[a].cells() : 1; }
  std::array<int, 3> extents() const { return {extent(0), extent(1), extent(2)}; }
  std::size_t cells() const { return all_cells().size(); }
  /// Whether mass leaves through the ends of some axis.
  bool absorbing() const;
  /// Whether some axis has a singular end.
  bool singular() const;

  Block all_cells() const { return {{0, 0, 0}, extents()}; }
  /// Returns the faces across axis a, one more than cells along a. On a periodic axis the first and
  /// the last face are the same place.
  Block all_faces(int a) const;

  double volume(const Index& cell) const;
  /// Returns the integral over a cell of the product of the axes' profiles; the volume where no end
  /// is singular.
  double weight(const Index& cell) const;
  /// Area of a face across axis a (product of the other axes' widths).
  double area(int a, const Index& face) const;
  /// Volumes of all cells in natural order.
  std::vector<double> volumes() const;

  /// Returns the natural number of the cell that contains x, or -1.
  std::ptrdiff_t locate(const Point& x) const;

 private:
  std::vector<Axis> axes_;
};

/// Replaces `cell` by its neighbour one step along axis a (step = ±1), wrapped on a periodic axis.
/// Returns false if there is none.
bool neighbour(const Mesh& mesh, Index& cell, int a, int step);

/// Returns the mesh whose cells are unions of `factor` neighbouring cells per axis (the last may
/// have fewer). Breaks that are no edges of it are forgotten.
Mesh coarsened(const Mesh& mesh, const std::array<int, 3>& factor);

/// Returns the mesh with the same cells and with reflecting ends where the axes of `mesh` absorb.
Mesh closed(const Mesh& mesh);

}  // namespace loschmidt::meshes
