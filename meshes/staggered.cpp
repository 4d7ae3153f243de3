#include "meshes/staggered.hpp"

#include "meshes/interpolation.hpp"
#include "meshes/points.hpp"

namespace loschmidt {

namespace {

// The two kinds of source along an axis: its faces (own axis of the component) or its centres.
AxisInterpolation from_faces(const Axis& axis, std::span<const double> target) {
  if (axis.periodic()) return {axis.edges().first(axis.cells()), target, axis.length()};
  return {axis.edges(), target};
}
AxisInterpolation from_centers(const Axis& axis, std::span<const double> target) {
  return {axis.centers(), target, axis.periodic() ? axis.length() : 0};
}

// A periodic axis repeats its first face as its last; interpolation wants it once.
std::vector<double> without_repeated_face(const Mesh& mesh, int a, const std::vector<double>& faces,
                                          std::array<int, 3>& shape) {
  shape = mesh.all_faces(a).end;
  if (!mesh.axis(a).periodic()) return faces;
  const Block all = mesh.all_faces(a);
  Block once = all;
  shape[a] = --once.end[a];
  std::vector<double> values;
  values.reserve(once.size());
  for_each(once, [&](const Index& i) { values.push_back(faces[all.local(i)]); });
  return values;
}

// One component brought to the tensor product of the target coordinates.
std::vector<double> component(const Mesh& mesh, int a, const std::vector<double>& faces,
                              const std::array<std::vector<double>, 3>& target) {
  std::array<int, 3> shape{};
  std::vector<double> values = without_repeated_face(mesh, a, faces, shape);
  for (int b = 0; b < mesh.dimension(); ++b) {
    const auto along =
        b == a ? from_faces(mesh.axis(b), target[b]) : from_centers(mesh.axis(b), target[b]);
    values = interpolate(along, b, shape, values);
    shape[b] = along.targets();
  }
  return values;
}

std::vector<double> all_components(const Mesh& mesh, const FaceField& faces,
                                   const PointGrid& target) {
  const int d = mesh.dimension();
  std::vector<double> result(target.size() * d);
  for (int a = 0; a < d; ++a) {
    const auto values = component(mesh, a, faces.across[a], target.coordinates);
    for (std::size_t i = 0; i < values.size(); ++i) result[d * i + a] = values[i];
  }
  return result;
}

}  // namespace

Field faces_to_cells(const Mesh& mesh, const FaceField& faces) {
  Field cells;
  cells.components = mesh.dimension();
  cells.values = all_components(mesh, faces, cell_centers(mesh, mesh.all_cells()));
  return cells;
}

std::vector<double> cells_to_vertices(const Mesh& mesh, const Field& cells, int subdivision) {
  const PointGrid target = vertices(mesh, subdivision);
  const int components = cells.components;
  std::vector<double> result(target.size() * components);
  for (int k = 0; k < components; ++k) {
    std::vector<double> values(cells.cells());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = cells.values[components * i + k];
    std::array<int, 3> shape = mesh.extents();
    for (int b = 0; b < mesh.dimension(); ++b) {
      values = interpolate(from_centers(mesh.axis(b), target.coordinates[b]), b, shape, values);
      shape[b] = static_cast<int>(target.coordinates[b].size());
    }
    for (std::size_t i = 0; i < values.size(); ++i) result[components * i + k] = values[i];
  }
  return result;
}

std::vector<double> faces_to_vertices(const Mesh& mesh, const FaceField& faces, int subdivision) {
  return all_components(mesh, faces, vertices(mesh, subdivision));
}

}  // namespace loschmidt
