#include "app/particle_tables.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "meshes/staggered.hpp"
#include "sde/reversal.hpp"
#include "solver/score.hpp"

namespace loschmidt {

namespace {

// Reversed at once, so that the table is all that exists of a whole one.
constexpr std::size_t vertices_at_once = 1 << 16;

std::vector<int> all_axes(int dimension) {
  std::vector<int> axes(dimension);
  std::iota(axes.begin(), axes.end(), 0);
  return axes;
}

// Those at the points first … last − 1.
Coefficients part_of(const Coefficients& c, std::size_t first, std::size_t last) {
  const auto part = [&](const std::vector<double>& values) {
    const std::size_t size = values.size() / c.points();
    const auto begin = values.begin();
    return std::vector<double>(begin + static_cast<std::ptrdiff_t>(first * size),
                               begin + static_cast<std::ptrdiff_t>(last * size));
  };
  return {c.components,       part(c.drift), part(c.diffusion_tensor),
          part(c.divergence), c.noises,      part(c.diffusion)};
}

}  // namespace

ParticleTables::ParticleTables(const Run& run, const DensityHistory& density,
                               const EnsembleRoad& road)
    : run_(run),
      density_(density),
      reversed_(road.reversed),
      layout_(road.scheme.layout()),
      forward_(run.problem.sde, run.problem.factor,
               vertices(run.problem.mesh, run.plan.subdivision),
               all_axes(run.problem.dimension())) {}

ParticleCoefficients ParticleTables::at(double t) {
  const Coefficients& forward = forward_.at(t);
  if (!reversed_) return {forward_.points(), forward, layout_};
  // The poles of the score at absorbing ends are no matter for tables: they are the repulsion.
  const Reversal& reversal = run_.settings.reverse.reversal;
  const double poles = run_.problem.mesh.absorbing() ? repulsion(reversal) : 0;
  const std::vector<double> score = regular_score_at_vertices(t);
  const std::size_t d = forward.components;
  const auto reversed = [&](std::size_t first) {
    const std::size_t last = std::min(first + vertices_at_once, forward.points());
    return reverse(part_of(forward, first, last),
                   std::span(score).subspan(first * d, (last - first) * d), reversal);
  };
  ParticleCoefficients tables(forward_.points(), reversed(0), layout_, poles);
  for (std::size_t first = vertices_at_once; first < forward.points(); first += vertices_at_once)
    tables.add(first, reversed(first));
  return tables;
}

std::vector<double> ParticleTables::regular_score_at_vertices(double t) const {
  const Mesh& mesh = run_.problem.mesh;
  const int subdivision = run_.plan.subdivision;
  const FaceField solver = density_.regular_score(density_.slice_at(t));
  if (!run_.given_score) return faces_to_vertices(mesh, solver, subdivision);
  const Field given = run_.given_score->at(t, cell_score(mesh, solver));
  return cells_to_vertices(mesh, without_poles(mesh, given), subdivision);
}

}  // namespace loschmidt
