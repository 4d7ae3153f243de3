// Arrays of values on a mesh, in natural order, x fastest. Where there are several components, they
// run fastest of all: values[components * cell + component].
#pragma once

#include <array>
#include <span>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::meshes {

/// Values per cell, one or more components.
struct Field {
  int components = 1;
  std::vector<double> values;

  Field() = default;
  Field(std::size_t cells, int components_)
      : components(components_), values(cells * components_, 0.0) {}
  std::size_t cells() const { return values.size() / components; }
};

/// The component of a vector field normal to each face. across[a] has the shape mesh.all_faces(a).
/// On a periodic axis the first and the last face hold the same value.
struct FaceField {
  std::array<std::vector<double>, 3> across;

  FaceField() = default;
  explicit FaceField(const Mesh& mesh) {
    for (int a = 0; a < mesh.dimension(); ++a) across[a].assign(mesh.all_faces(a).size(), 0.0);
  }
};

/// A view of a face field whose values are stored elsewhere.
struct FaceView {
  std::array<std::span<const double>, 3> across;

  FaceView() = default;
  FaceView(const FaceField& faces) : across{faces.across[0], faces.across[1], faces.across[2]} {}
};

/// Conversions between cell masses and cell averages.
inline std::vector<double> density_from_mass(const Mesh& mesh, std::span<const double> mass) {
  std::vector<double> density = mesh.volumes();
  for (std::size_t i = 0; i < density.size(); ++i) density[i] = mass[i] / density[i];
  return density;
}

inline std::vector<double> mass_from_density(const Mesh& mesh, std::span<const double> density) {
  std::vector<double> mass = mesh.volumes();
  for (std::size_t i = 0; i < mass.size(); ++i) mass[i] *= density[i];
  return mass;
}

/// Returns the sum in natural order, which has the same bits on any rank.
inline double total(std::span<const double> values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum;
}

/// The mass that is missing from a law's masses because axes absorb; 0 where none does.
inline double absorbed_mass(const Mesh& mesh, std::span<const double> mass) {
  return mesh.absorbing() ? 1 - total(mass) : 0;
}

}  // namespace loschmidt::meshes
