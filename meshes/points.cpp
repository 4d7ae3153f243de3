#include "meshes/points.hpp"

#include <algorithm>

namespace loschmidt::meshes {

Block PointGrid::shape() const {
  Block b;
  for (int a = 0; a < 3; ++a) b.end[a] = static_cast<int>(coordinates[a].size());
  return b;
}

Places sides_of(const PointGrid& grid, const Index& i, double distance) {
  Places sides{{grid.point(i)}, 1};
  for (int a = 0; a < grid.dimension; ++a) {
    if (!std::ranges::binary_search(grid.breaks[a], grid.coordinates[a][i[a]])) continue;
    const double away = distance * grid.resolution[a][i[a]];
    for (int n = 0; n < sides.count; ++n) {
      sides.place[sides.count + n] = sides.place[n];
      sides.place[sides.count + n][a] += away;
      sides.place[n][a] -= away;
    }
    sides.count *= 2;
  }
  return sides;
}

namespace {

PointGrid empty_grid(const Mesh& mesh) {
  PointGrid grid;
  grid.dimension = mesh.dimension();
  for (int a = 0; a < mesh.dimension(); ++a) {
    grid.coordinates[a].clear();
    grid.resolution[a].clear();
    grid.lower[a] = mesh.axis(a).lower();
    grid.upper[a] = mesh.axis(a).upper();
    const auto breaks = mesh.axis(a).breaks();
    grid.breaks[a].assign(breaks.begin(), breaks.end());
  }
  return grid;
}

void add(PointGrid& grid, int a, double coordinate, double resolution) {
  grid.coordinates[a].push_back(coordinate);
  grid.resolution[a].push_back(resolution);
}

void add_centers(PointGrid& grid, const Axis& axis, int a, const Block& block) {
  const int n = axis.cells();
  for (int i = block.begin[a]; i < block.end[a]; ++i) {
    const int cell = axis.periodic() ? (i % n + n) % n : i;
    add(grid, a, axis.centers()[cell], axis.width(cell));
  }
}

}  // namespace

PointGrid cell_centers(const Mesh& mesh, const Block& block) {
  PointGrid grid = empty_grid(mesh);
  for (int a = 0; a < mesh.dimension(); ++a) add_centers(grid, mesh.axis(a), a, block);
  return grid;
}

PointGrid face_centers(const Mesh& mesh, int a, const Block& block) {
  PointGrid grid = empty_grid(mesh);
  for (int b = 0; b < mesh.dimension(); ++b) {
    const Axis& axis = mesh.axis(b);
    if (b != a) {
      add_centers(grid, axis, b, block);
    } else if (block.size() > 0) {
      for (int i = block.begin[b]; i <= block.end[b]; ++i) {
        const int cell = axis.periodic() && i == axis.cells() ? 0 : std::min(i, axis.cells() - 1);
        add(grid, b, axis.coefficients_at(i), axis.width(cell));
      }
    }
  }
  return grid;
}

PointGrid vertices(const Mesh& mesh, int subdivision) {
  PointGrid grid = empty_grid(mesh);
  for (int a = 0; a < mesh.dimension(); ++a) {
    const Axis& axis = mesh.axis(a);
    for (int i = 0; i < axis.cells(); ++i)
      for (int s = 0; s < subdivision; ++s)
        add(grid, a, axis.edges()[i] + axis.width(i) * s / subdivision, axis.width(i));
    add(grid, a, axis.upper(), axis.width(axis.cells() - 1));
  }
  return grid;
}

}  // namespace loschmidt::meshes
