#include "app/wall_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "meshes/points.hpp"
#include "sde/coefficients.hpp"

namespace loschmidt {

namespace {

constexpr double order_at_walls = 1;
constexpr double too_few_to_matter =
    100;  // of a layer a tenth off, these add about 1 to chi-squared

double longest_step(const Run& run, const EnsembleRoad& road) {
  double longest = 0;
  for (std::size_t k = 1; k < road.steps.size(); ++k)
    longest =
        std::max(longest, std::abs(run.problem.factor.integral(road.steps[k - 1], road.steps[k])));
  return longest;
}

// 2 g√Δτ per axis, with the largest g of the mesh at time t.
std::array<double, 3> reach(const Run& run, double step, double t) {
  const Mesh& mesh = run.problem.mesh;
  const double tabulated = run.problem.factor.separable() ? run.problem.factor.reference_time() : t;
  std::array<double, 3> result{};
  const PointGrid points = cell_centers(mesh, mesh.all_cells());
  for_each(points.shape(), [&](const Index& i) {
    for (int a = 0; a < mesh.dimension(); ++a)
      result[a] = std::max(result[a], 2 * std::sqrt(step) *
                                          std::sqrt(run.problem.sde.diffusion_tensor(
                                              a, a, points.point(i), tabulated)));
  });
  return result;
}

bool near_wall(const Mesh& mesh, const Index& cell, const std::array<double, 3>& reach) {
  for (int a = 0; a < mesh.dimension(); ++a) {
    const Axis& axis = mesh.axis(a);
    if (axis.periodic()) continue;
    const double x = axis.centers()[cell[a]];
    if (x - axis.lower() < reach[a] || axis.upper() - x < reach[a]) return true;
  }
  return false;
}

}  // namespace

double effective_weak_order(const Run& run, const DensityHistory& history,
                            const EnsembleRoad& road) {
  const Mesh& mesh = run.problem.mesh;
  const double step = longest_step(run, road);
  const auto particles = static_cast<double>(run.settings.reverse.particles);
  bool touched = false;
  for (const double t : road.stops) {
    const auto mass = history.mass(index_of(run.plan.solver_times, t));
    const auto within = reach(run, step, t);
    double layer = 0;
    std::size_t n = 0;
    for_each(mesh.all_cells(), [&](const Index& i) {
      if (near_wall(mesh, i, within)) layer += mass[n];
      ++n;
    });
    touched = touched || layer * particles > too_few_to_matter;
  }
  const double order = weak_order(road.scheme.scheme);
  return touched ? std::min(order, order_at_walls) : order;
}

}  // namespace loschmidt
