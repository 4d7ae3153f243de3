#include "meshes/staggered.hpp"

#include <optional>

#include "meshes/interpolation.hpp"

namespace loschmidt::meshes {

namespace {

// Interpolation along an axis from its faces (own axis of the component) or from its centres.
AxisInterpolation from_faces(const Axis& axis, std::span<const double> target) {
  if (axis.periodic())
    return {axis.edges().first(axis.cells()), target, axis.length(), axis.breaks()};
  return {axis.edges(), target, 0, axis.breaks()};
}
AxisInterpolation from_centers(const Axis& axis, std::span<const double> target) {
  return {axis.centers(), target, axis.periodic() ? axis.length() : 0, axis.breaks()};
}

// Interpolation of one component to the target points along all axes. It reads only those planes
// across the slowest axis that the target needs.
class Resampling {
 public:
  /// `a` is the axis on whose faces the values lie; without it they lie at cell centres.
  Resampling(const Mesh& mesh, std::optional<int> a, const PointGrid& target)
      : dimension_(mesh.dimension()), sources_(a ? mesh.all_faces(*a) : mesh.all_cells()) {
    for (int b = 0; b < dimension_; ++b)
      along_.push_back(a == b ? from_faces(mesh.axis(b), target.coordinates[b])
                              : from_centers(mesh.axis(b), target.coordinates[b]));
    planes_ = along_.back().keep_used();
  }

  /// Returns the interpolated values at all targets. value(n) returns that of source number n in
  /// natural order.
  template <class Value>
  std::vector<double> operator()(Value&& value) const {
    std::array<int, 3> shape{1, 1, 1};
    for (int b = 0; b < dimension_; ++b) shape[b] = along_[b].sources();
    std::vector<double> values = of_planes(shape, value);
    for (int b = 0; b < dimension_; ++b) {
      values = interpolate(along_[b], b, shape, values);
      shape[b] = along_[b].targets();
    }
    return values;
  }

 private:
  // Returns the sources in the planes that are needed. The last face of a periodic axis, which
  // repeats the first, is left out.
  template <class Value>
  std::vector<double> of_planes(const std::array<int, 3>& shape, Value& value) const {
    const int slow = dimension_ - 1;
    Block plane{{0, 0, 0}, shape};
    std::vector<double> values;
    values.reserve(plane.size());
    for (const int p : planes_) {
      plane.begin[slow] = p;
      plane.end[slow] = p + 1;
      for_each(plane, [&](const Index& i) { values.push_back(value(sources_.local(i))); });
    }
    return values;
  }

  int dimension_;
  Block sources_;
  std::vector<AxisInterpolation> along_;
  std::vector<int> planes_;
};

}  // namespace

std::vector<double> faces_to_points(const Mesh& mesh, const FaceView& faces,
                                    const PointGrid& target) {
  const int d = mesh.dimension();
  std::vector<double> result(target.size() * d);
  for (int a = 0; a < d; ++a) {
    const auto values =
        Resampling(mesh, a, target)([&](std::size_t n) { return faces.across[a][n]; });
    for (std::size_t i = 0; i < values.size(); ++i) result[d * i + a] = values[i];
  }
  return result;
}

Field faces_to_cells(const Mesh& mesh, const FaceView& faces) {
  Field cells;
  cells.components = mesh.dimension();
  cells.values = faces_to_points(mesh, faces, cell_centers(mesh, mesh.all_cells()));
  return cells;
}

std::vector<double> cells_to_points(const Mesh& mesh, const Field& cells, const PointGrid& target) {
  const int components = cells.components;
  const Resampling resampled(mesh, {}, target);
  std::vector<double> result(target.size() * components);
  for (int k = 0; k < components; ++k) {
    const auto values = resampled([&](std::size_t n) { return cells.values[components * n + k]; });
    for (std::size_t i = 0; i < values.size(); ++i) result[components * i + k] = values[i];
  }
  return result;
}

}  // namespace loschmidt::meshes
