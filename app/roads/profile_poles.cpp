#include "app/roads/profile_poles.hpp"

namespace loschmidt::roads {

namespace {

// Calls visit(number of the component, axis, coordinate) at so many points of a grid from number
// `first` on, for every axis with a singular end. Components are numbered from that point on.
template <class Visit>
void at_singular_axes(const meshes::Mesh& mesh, const meshes::PointGrid& points, std::size_t first,
                      std::size_t number, Visit&& visit) {
  if (!mesh.singular()) return;
  const meshes::Block shape = points.shape();
  std::size_t n = 0;
  for (std::size_t point = first; point < first + number; ++point) {
    const meshes::Index i = shape.index(point);
    for (int a = 0; a < mesh.dimension(); ++a, ++n)
      if (mesh.axis(a).singular()) visit(n, mesh.axis(a), points.coordinates[a][i[a]]);
  }
}

// Returns the exponent of the density at a coordinate that is a singular end; 0 elsewhere and where
// D vanishes with another power than r.
double exponent_at(const meshes::Axis& axis, double x) {
  for (const bool upper : {false, true}) {
    const auto& end = axis.singular_ends()[upper];
    if (end && end->tensor_exponent == 1 && x == (upper ? axis.upper() : axis.lower()))
      return end->exponent;
  }
  return 0;
}

}  // namespace

void add_profile_slopes(const meshes::Mesh& mesh, const meshes::PointGrid& points,
                        std::vector<double>& score) {
  const auto add = [&](std::size_t n, const meshes::Axis& axis, double x) {
    if (x != axis.lower() && x != axis.upper()) score[n] += axis.profile_slope(x);
  };
  at_singular_axes(mesh, points, 0, points.size(), add);
}

void add_drift_at_ends(const meshes::Mesh& mesh, const meshes::PointGrid& points, std::size_t first,
                       const std::vector<double>& divergence, const sde::Reversal& reversal,
                       std::vector<double>& drift) {
  const double factor = 0.5 * (1 + reversal.noise * reversal.noise) * reversal.score;
  const auto add = [&](std::size_t n, const meshes::Axis& axis, double x) {
    drift[n] += factor * exponent_at(axis, x) * divergence[n];
  };
  at_singular_axes(mesh, points, first, drift.size() / mesh.dimension(), add);
}

}  // namespace loschmidt::roads
