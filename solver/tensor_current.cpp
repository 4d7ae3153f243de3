#include "solver/tensor_current.hpp"

#include <limits>

#include "solver/tensor_edges.hpp"

namespace loschmidt::solver {

meshes::Field tensor_current(const meshes::Mesh& mesh, const CellCoefficients& cells, double rate,
                             std::span<const double> density) {
  const TensorEdges edges(mesh, cells, std::numeric_limits<int>::max());
  const meshes::Block all = mesh.all_cells();
  meshes::Field current(mesh.cells(), mesh.dimension());
  std::size_t n = 0;
  meshes::for_each(all, [&](const meshes::Index& cell) {
    meshes::Point moment{};
    for (std::size_t k = 0; k < edges.offsets().size(); ++k)
      for (const int direction : {-1, 1}) {
        const Edge edge = edges.edge(cell, k, direction);
        // A cell owns the whole of an edge that ends at an absorbing end, and half of any other.
        const double flow =
            edge.open ? 0.5 * (edge.out * density[n] - edge.in * density[all.local(edge.other)])
                      : edge.out * density[n];
        for (int a = 0; a < mesh.dimension(); ++a) moment[a] += flow * edge.displacement[a];
      }
    for (int a = 0; a < mesh.dimension(); ++a)
      current.values[n * mesh.dimension() + a] = rate * moment[a] / mesh.volume(cell);
    ++n;
  });
  return current;
}

}  // namespace loschmidt::solver
