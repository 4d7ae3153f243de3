#include "meshes/ends.hpp"

#include <algorithm>

namespace loschmidt::meshes {

std::vector<End> absorbing_ends(const Mesh& mesh) {
  std::vector<End> ends;
  for (int a = 0; a < mesh.dimension(); ++a)
    if (mesh.axis(a).absorbing()) ends.insert(ends.end(), {{a, false}, {a, true}});
  return ends;
}

std::string name(const End& end) {
  return std::string(1, "xyz"[end.axis]) + (end.upper ? " upper" : " lower");
}

Block cells_at(const Mesh& mesh, const End& end, int layers) {
  Block cells = mesh.all_cells();
  const int a = end.axis;
  if (end.upper)
    cells.begin[a] = std::max(0, cells.end[a] - layers);
  else
    cells.end[a] = std::min(cells.end[a], layers);
  return cells;
}

}  // namespace loschmidt::meshes
