#include "sde/start_points.hpp"

#include <cmath>

#include "sde/line_nodes.hpp"

namespace loschmidt::sde {

std::vector<WeightedPoint> start_points(const meshes::Mesh& mesh, std::span<const double> mass,
                                        const meshes::Field& score, int parts) {
  const int per_axis = 2 * parts;
  const int axes = mesh.dimension();
  std::vector<std::vector<double>> places;
  std::size_t per_cell = 1;
  for (int a = 0; a < axes; ++a) {
    places.push_back(gauss_points(mesh.axis(a), {.parts = parts}));
    per_cell *= per_axis;
  }
  std::vector<WeightedPoint> points;
  for (std::size_t cell = 0; cell < mass.size(); ++cell) {
    double sum = 0;
    for (std::size_t k = 0; k < per_cell; ++k) {
      WeightedPoint point{{}, 0};
      std::size_t of_cell = cell, of_points = k;
      double exponent = 0;
      for (int a = 0; a < axes; ++a) {
        const std::size_t i = of_cell % mesh.axis(a).cells();
        point.x[a] = places[a][i * per_axis + of_points % per_axis];
        exponent += score.values[cell * axes + a] * (point.x[a] - mesh.axis(a).centers()[i]);
        of_cell /= mesh.axis(a).cells();
        of_points /= per_axis;
      }
      sum += point.weight = std::exp(exponent);
      points.push_back(point);
    }
    for (auto p = points.end() - static_cast<std::ptrdiff_t>(per_cell); p != points.end(); ++p)
      p->weight *= mass[cell] / sum;
  }
  return points;
}

}  // namespace loschmidt::sde
