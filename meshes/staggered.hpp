// Interpolation of face fields and cell fields to other points. Each component of a face field is
// stored at the midpoints of the faces across its own axis (a staggered grid). These functions
// interpolate all components to the same points, at fourth order inside the mesh, linearly beyond
// the outermost points.
#pragma once

#include <vector>

#include "meshes/field.hpp"
#include "meshes/mesh.hpp"
#include "meshes/points.hpp"

namespace loschmidt::meshes {

/// Returns `dimension` components at cell centres.
Field faces_to_cells(const Mesh& mesh, const FaceView& faces);

/// Returns `dimension` components at each point of `target` (component fastest). `target` may be a
/// part of the points that cover the mesh: no value depends on which others are requested.
std::vector<double> faces_to_points(const Mesh& mesh, const FaceView& faces,
                                    const PointGrid& target);

/// Interpolates values at cell centres to the points of `target`, with as many components as
/// `cells` has.
std::vector<double> cells_to_points(const Mesh& mesh, const Field& cells, const PointGrid& target);

}  // namespace loschmidt::meshes
