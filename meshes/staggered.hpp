// From faces and cell centres to other places. Each component of a face field lives at the
// midpoints of the faces across its own axis (a staggered grid); these bring all components to one
// place, at fourth order inside the mesh, linearly beyond the outermost points.
#pragma once

#include <vector>

#include "meshes/field.hpp"
#include "meshes/mesh.hpp"
#include "meshes/points.hpp"

namespace loschmidt::meshes {

/// `dimension` components at cell centres.
Field faces_to_cells(const Mesh& mesh, const FaceView& faces);

/// `dimension` components at each point of `target` (component fastest), which may be a part of
/// what covers the mesh: no value depends on which others are asked for.
std::vector<double> faces_to_points(const Mesh& mesh, const FaceView& faces,
                                    const PointGrid& target);

/// The same places from values at cell centres: as many components as `cells` has.
std::vector<double> cells_to_points(const Mesh& mesh, const Field& cells, const PointGrid& target);

}  // namespace loschmidt::meshes
