// The absorbing ends of a mesh: the lower and then the upper end of each absorbing axis, in the
// order of the axes.
#pragma once

#include <string>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::meshes {

struct End {
  int axis;
  bool upper;
  bool operator==(const End&) const = default;
};

std::vector<End> absorbing_ends(const Mesh& mesh);

/// The name of an end in files, such as "x lower".
std::string name(const End& end);

/// Returns the cells that are at most `layers` cells away from an end, the cell at the end
/// included.
Block cells_at(const Mesh& mesh, const End& end, int layers);

}  // namespace loschmidt::meshes
