// The bins of a joint law at two times. Slabs are unions of neighbouring cells along one axis;
// those of all axes are numbered consecutively, x first. A JointTable over (slab at the earlier
// time, slab at the later one) has a block for each pair of axes, and every particle is in one
// place of each block.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::validation {

inline constexpr int most_slabs_per_axis = 32;

struct Slabs {
  std::vector<std::vector<double>> edges;  // per axis, ascending coordinates

  int dimension() const { return static_cast<int>(edges.size()); }
  int on_axis(int a) const { return static_cast<int>(edges[a].size()) - 1; }
  /// Returns the number of the first slab of axis a; first(dimension()) is the number of all slabs.
  int first(int a) const;
  int count() const { return first(dimension()); }
};

/// Returns slabs with about equal fractions of a law on the mesh, along each axis. Their edges are
/// at every second edge of the cells, so that they are also edges of the mesh of half the cells.
Slabs choose_slabs(const meshes::Mesh& mesh, std::span<const double> mass);

/// The slabs in which the cells of a mesh lie. Every cell must lie in one slab per axis.
class SlabsOfCells {
 public:
  SlabsOfCells(const Slabs& slabs, const meshes::Mesh& mesh);

  /// Returns the slab of the cells with index i along axis a, numbered from the axis's first slab.
  int of(int a, int i) const { return of_index_[a][i]; }
  /// Returns a law on the mesh, summed into the slabs of every axis.
  std::vector<double> sum(std::span<const double> mass) const;
  /// Returns the values on the mesh, with 0 outside one slab.
  std::vector<double> within(int slab, std::span<const double> values) const;

 private:
  Slabs slabs_;
  meshes::Block cells_;
  std::array<std::vector<int>, 3> of_index_;
};

/// A number for each pair of slabs, with the later slab running fastest.
struct JointTable {
  int slabs = 0;
  std::vector<double> values;  // [earlier · slabs + later]

  explicit JointTable(int count)
      : slabs(count), values(static_cast<std::size_t>(count) * count, 0.0) {}
  double& at(int earlier, int later) {
    return values[static_cast<std::size_t>(earlier) * slabs + later];
  }
  double at(int earlier, int later) const {
    return values[static_cast<std::size_t>(earlier) * slabs + later];
  }
  /// Returns the block of two axes in natural order, with the later axis's slabs as x.
  std::vector<double> block(const Slabs& of, int earlier_axis, int later_axis) const;
};

/// Divides every block by its sum.
void normalise(const Slabs& slabs, JointTable& table);

}  // namespace loschmidt::validation
