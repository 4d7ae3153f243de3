// From faces and cell centres to other places. Each component of a face field lives at the
// midpoints of the faces across its own axis (a staggered grid); these bring all components to one
// place, at fourth order inside the mesh, linearly beyond the outermost points.
#pragma once

#include <vector>

#include "meshes/field.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt {

/// `dimension` components at cell centres.
Field faces_to_cells(const Mesh& mesh, const FaceField& faces);

/// `dimension` components at the vertices of the mesh with each cell cut into `subdivision` parts
/// per axis (the order of meshes/points.hpp, component fastest).
std::vector<double> faces_to_vertices(const Mesh& mesh, const FaceField& faces, int subdivision);

/// The same places from values at cell centres: as many components as `cells` has.
std::vector<double> cells_to_vertices(const Mesh& mesh, const Field& cells, int subdivision);

}  // namespace loschmidt
