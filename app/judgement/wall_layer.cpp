#include "app/judgement/wall_layer.hpp"

#include <algorithm>
#include <cmath>

#include "meshes/points.hpp"
#include "sde/coefficients.hpp"
#include "sde/singular_zone.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

double longest_step(const setup::Setup& setup, const roads::EnsembleRoad& road) {
  double longest = 0;
  for (std::size_t k = 1; k < road.steps.size(); ++k)
    longest = std::max(longest,
                       std::abs(setup.problem.factor.integral(road.steps[k - 1], road.steps[k])));
  return longest;
}

// The number of axes along which a step from the middle of a cell, 2 g√Δτ long with the cell's own
// g, reaches a wall, or one of 5 g√Δτ an end where the noise vanishes.
int walls_near(const setup::Setup& setup, const meshes::PointGrid& centers,
               const meshes::Index& cell, double step, double t) {
  int walls = 0;
  for (int a = 0; a < setup.problem.mesh.dimension(); ++a) {
    const meshes::Axis& axis = setup.problem.mesh.axis(a);
    if (axis.periodic()) continue;
    const meshes::Point x = centers.point(cell);
    const double deviations = axis.singular() ? sde::stepper::zone_deviations : 2;
    const double reach =
        deviations * std::sqrt(step * setup.problem.sde.diffusion_tensor(a, a, x, t));
    walls += x[a] - axis.lower() < reach || axis.upper() - x[a] < reach;
  }
  return walls;
}

}  // namespace

double effective_weak_order(const setup::Setup& setup, job::Job& job,
                            const roads::EnsembleRoad& road) {
  const meshes::Mesh& mesh = setup.problem.mesh;
  const meshes::PointGrid centers = meshes::cell_centers(mesh, mesh.all_cells());
  const sde::TimeFactor& factor = setup.problem.factor;
  const double noise = road.reversed ? setup.settings.reverse.reversal.noise : 1;
  const double step = noise * noise * longest_step(setup, road);  // λ g √Δτ = g √step
  const auto particles = static_cast<double>(road.particles);
  const sde::NoiseKind& kind = road.scheme.noise;
  const bool euler = road.scheme.scheme == sde::Scheme::euler_maruyama && !kind.additive;
  double order = sde::weak_order(road.scheme.scheme);
  for (std::size_t stop = 0; stop < road.stops.size(); ++stop) {
    const auto mass = road.mass(stop);
    const double t = road.stops[stop];
    const double tabulated = factor.separable() ? factor.reference_time() : t;
    double layer = 0;
    double corners = 0;
    std::size_t n = 0;
    meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
      const int walls = walls_near(setup, centers, i, step, tabulated);
      if (walls > 0) layer += mass[n];
      if (walls > 1) corners += mass[n];
      ++n;
    });
    job.journal.pause();
    if (layer * particles <= validation::negligible_particles_at_walls) continue;
    // Euler–Maruyama steps with noise that depends on x are not Gaussian in the Lamperti
    // coordinate. In a corner with a full tensor, the push of one wall moves a particle along the
    // other wall.
    const bool cornered =
        !kind.diagonal && corners * particles > validation::negligible_particles_at_walls;
    order = std::min(order, euler || cornered ? validation::smallest_order_at_walls
                                              : validation::largest_order_at_walls);
  }
  return order;
}

}  // namespace loschmidt::judgement
