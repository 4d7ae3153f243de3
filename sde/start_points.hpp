// Points that carry the law from which particles start, sde/draw.hpp: `mass` per cell, and inside a
// cell a density proportional to exp(s·x) with the score s at its centre.
#pragma once

#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::sde {

struct WeightedPoint {
  meshes::Point x;
  double weight;
};

/// Returns the Gauss–Legendre points of the cells cut into `parts` equal parts per axis, two per
/// part and axis. `score` has a component per axis.
std::vector<WeightedPoint> start_points(const meshes::Mesh& mesh, std::span<const double> mass,
                                        const meshes::Field& score, int parts = 2);

}  // namespace loschmidt::sde
