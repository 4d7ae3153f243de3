#include "app/particle_tables.hpp"

#include <numeric>

#include "meshes/staggered.hpp"
#include "sde/reversal.hpp"
#include "solver/score.hpp"

namespace loschmidt {

namespace {

std::vector<int> all_axes(int dimension) {
  std::vector<int> axes(dimension);
  std::iota(axes.begin(), axes.end(), 0);
  return axes;
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
  return {forward_.points(), reverse(forward, regular_score_at_vertices(t), reversal), layout_,
          poles};
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
