#include "validation/slabs.hpp"

#include <algorithm>

#include "validation/axis_law.hpp"

namespace loschmidt::validation {

int Slabs::first(int a) const {
  int sum = 0;
  for (int b = 0; b < a; ++b) sum += on_axis(b);
  return sum;
}

namespace {

std::vector<double> edges_along(const meshes::Axis& axis, const std::vector<double>& law) {
  double all = 0;
  for (const double mass : law) all += mass;
  std::vector<double> edges{axis.edges().front()};
  double below = 0;
  int reached = 1;  // number of 1/32 of the mass at which the next edge is placed
  for (int i = 0; i < axis.cells(); ++i) {
    below += law[i];
    const bool whole = i % 2 == 1 && i + 1 < axis.cells();
    if (!whole || below * most_slabs_per_axis < reached * all) continue;
    reached = 1 + static_cast<int>(below * most_slabs_per_axis / all);
    if (reached > most_slabs_per_axis) break;
    edges.push_back(axis.edges()[i + 1]);
  }
  edges.push_back(axis.edges().back());
  return edges;
}

}  // namespace

Slabs choose_slabs(const meshes::Mesh& mesh, std::span<const double> mass) {
  Slabs slabs;
  for (int a = 0; a < mesh.dimension(); ++a)
    slabs.edges.push_back(edges_along(mesh.axis(a), law_along(mesh, a, mass)));
  return slabs;
}

SlabsOfCells::SlabsOfCells(const Slabs& slabs, const meshes::Mesh& mesh)
    : slabs_(slabs), cells_(mesh.all_cells()) {
  for (int a = 0; a < mesh.dimension(); ++a)
    for (const double center : mesh.axis(a).centers()) {
      const auto& edges = slabs.edges[a];
      const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, center);
      of_index_[a].push_back(static_cast<int>(above - edges.begin()) - 1);
    }
}

std::vector<double> SlabsOfCells::sum(std::span<const double> mass) const {
  std::vector<double> sums(slabs_.count(), 0.0);
  for (int a = 0; a < slabs_.dimension(); ++a) {
    std::size_t cell = 0;
    const int first = slabs_.first(a);
    meshes::for_each(cells_,
                     [&](const meshes::Index& i) { sums[first + of(a, i[a])] += mass[cell++]; });
  }
  return sums;
}

std::vector<double> SlabsOfCells::within(int slab, std::span<const double> values) const {
  int axis = 0;
  while (slab >= slabs_.first(axis + 1)) ++axis;
  const int wanted = slab - slabs_.first(axis);
  std::vector<double> result(values.begin(), values.end());
  std::size_t cell = 0;
  meshes::for_each(cells_, [&](const meshes::Index& i) {
    if (of(axis, i[axis]) != wanted) result[cell] = 0;
    ++cell;
  });
  return result;
}

std::vector<double> JointTable::block(const Slabs& of, int earlier_axis, int later_axis) const {
  std::vector<double> result;
  for (int i = of.first(earlier_axis); i < of.first(earlier_axis + 1); ++i)
    for (int j = of.first(later_axis); j < of.first(later_axis + 1); ++j)
      result.push_back(at(i, j));
  return result;
}

void normalise(const Slabs& slabs, JointTable& table) {
  for (int a = 0; a < slabs.dimension(); ++a)
    for (int b = 0; b < slabs.dimension(); ++b) {
      double sum = 0;
      for (const double v : table.block(slabs, a, b)) sum += v;
      for (int i = slabs.first(a); i < slabs.first(a + 1); ++i)
        for (int j = slabs.first(b); j < slabs.first(b + 1); ++j) table.at(i, j) /= sum;
    }
}

}  // namespace loschmidt::validation
