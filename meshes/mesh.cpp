#include "meshes/mesh.hpp"

#include <algorithm>
#include <stdexcept>

namespace loschmidt::meshes {

Mesh::Mesh(std::vector<Axis> axes) : axes_(std::move(axes)) {
  if (axes_.empty() || axes_.size() > 3)
    throw std::invalid_argument("a mesh has one, two or three axes");
}

bool Mesh::absorbing() const {
  return std::ranges::any_of(axes_, &Axis::absorbing);
}

bool Mesh::singular() const {
  return std::ranges::any_of(axes_, &Axis::singular);
}

Block Mesh::all_faces(int a) const {
  Block faces = all_cells();
  ++faces.end[a];
  return faces;
}

double Mesh::volume(const Index& cell) const {
  double v = 1;
  for (int a = 0; a < dimension(); ++a) v *= axes_[a].width(cell[a]);
  return v;
}

double Mesh::weight(const Index& cell) const {
  double w = 1;
  for (int a = 0; a < dimension(); ++a) w *= axes_[a].weight(cell[a]);
  return w;
}

double Mesh::area(int a, const Index& face) const {
  double v = 1;
  for (int b = 0; b < dimension(); ++b)
    if (b != a) v *= axes_[b].width(face[b]);
  return v;
}

std::vector<double> Mesh::volumes() const {
  std::vector<double> v;
  v.reserve(cells());
  for_each(all_cells(), [&](const Index& i) { v.push_back(volume(i)); });
  return v;
}

std::ptrdiff_t Mesh::locate(const Point& x) const {
  Index cell{};
  for (int a = 0; a < dimension(); ++a) {
    cell[a] = axes_[a].locate(x[a]);
    if (cell[a] < 0) return -1;
  }
  return static_cast<std::ptrdiff_t>(all_cells().local(cell));
}

bool neighbour(const Mesh& mesh, Index& cell, int a, int step) {
  const int n = mesh.extent(a);
  int next = cell[a] + step;
  if (next < 0 || next >= n) {
    if (!mesh.axis(a).periodic()) return false;
    next = (next + n) % n;
  }
  cell[a] = next;
  return true;
}

Mesh coarsened(const Mesh& mesh, const std::array<int, 3>& factor) {
  std::vector<Axis> axes;
  for (int a = 0; a < mesh.dimension(); ++a) {
    const auto fine = mesh.axis(a).edges();
    std::vector<double> edges;
    for (int i = 0; i < mesh.extent(a); i += factor[a]) edges.push_back(fine[i]);
    edges.push_back(fine.back());
    const Axis& axis = mesh.axis(a);
    axes.emplace_back(std::move(edges), axis.boundary(), axis.breaks(), axis.singular_ends());
  }
  return Mesh(std::move(axes));
}

Mesh closed(const Mesh& mesh) {
  std::vector<Axis> axes;
  for (int a = 0; a < mesh.dimension(); ++a) {
    const Axis& axis = mesh.axis(a);
    const auto edges = axis.edges();
    // What returns from absorbing ends is the law of the survivors, which vanishes there.
    if (axis.absorbing())
      axes.emplace_back(std::vector(edges.begin(), edges.end()), Boundary::reflecting,
                        axis.breaks());
    else
      axes.push_back(axis);
  }
  return Mesh(std::move(axes));
}

}  // namespace loschmidt::meshes
