// Points in tensor-product order, at which formulas are tabulated. The point (i, j, k) is (x[i],
// y[j], z[k]), numbered x fastest. Absent axes have the one coordinate 0.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::meshes {

struct PointGrid {
  int dimension = 1;
  std::array<std::vector<double>, 3> coordinates{{{0.0}, {0.0}, {0.0}}};
  /// Per axis and coordinate, a length over which formulas may be differenced (the width of the
  /// cell around it). `lower` and `upper` bound the box that no difference may leave.
  std::array<std::vector<double>, 3> resolution{{{1.0}, {1.0}, {1.0}}};
  Point lower{};
  Point upper{};
  /// Per axis, the breaks: no difference may cross them either.
  std::array<std::vector<double>, 3> breaks{};

  Block shape() const;
  std::size_t size() const { return shape().size(); }
  Point point(const Index& i) const {
    return {coordinates[0][i[0]], coordinates[1][i[1]], coordinates[2][i[2]]};
  }
  Point widths(const Index& i) const {
    return {resolution[0][i[0]], resolution[1][i[1]], resolution[2][i[2]]};
  }
};

/// One to eight places.
struct Places {
  std::array<Point, 8> place{};
  int count = 0;
  std::span<const Point> all() const { return {place.data(), static_cast<std::size_t>(count)}; }
};

/// Returns the places beside a point, one on each side of every break that it lies on, `distance`
/// cells away; the point itself where it lies on none.
Places sides_of(const PointGrid& grid, const Index& i, double distance);

/// Returns f at every point of the grid, x fastest.
template <class F>
std::vector<double> values_at(const PointGrid& grid, F&& f) {
  std::vector<double> values;
  for_each(grid.shape(), [&](const Index& i) { values.push_back(f(grid.point(i))); });
  return values;
}

/// Centres of the cells of `block`, which may reach beyond the ends of a periodic axis. There the
/// cells repeat, with the coordinates that they have inside.
PointGrid cell_centers(const Mesh& mesh, const Block& block);
/// Midpoints of the faces across axis a of the cells of `block` (one more along a than cells). The
/// last face of a periodic axis is its first and has the coordinate of the lower end. An absorbing
/// end represents the interval between it and the centre half a cell away; its coordinate is the
/// midpoint of this interval.
PointGrid face_centers(const Mesh& mesh, int a, const Block& block);
/// Vertices of the mesh whose cells are cut into `subdivision` equal parts per axis.
PointGrid vertices(const Mesh& mesh, int subdivision);

}  // namespace loschmidt::meshes
