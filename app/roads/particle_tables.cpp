#include "app/roads/particle_tables.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "app/roads/profile_poles.hpp"
#include "meshes/staggered.hpp"
#include "sde/reversal.hpp"
#include "solver/compute_in_shares.hpp"
#include "solver/score.hpp"

namespace loschmidt::roads {

namespace {

// The number of vertices that are reversed at once; only the tables hold all vertices in memory.
constexpr std::size_t vertices_at_once = 1 << 16;

std::vector<int> all_axes(int dimension) {
  std::vector<int> axes(dimension);
  std::iota(axes.begin(), axes.end(), 0);
  return axes;
}

// The coefficients at the points first … last − 1.
sde::Coefficients part_of(const sde::Coefficients& c, std::size_t first, std::size_t last) {
  const auto part = [&](const std::vector<double>& values) {
    const std::size_t size = values.size() / c.points();
    const auto begin = values.begin();
    return std::vector<double>(begin + static_cast<std::ptrdiff_t>(first * size),
                               begin + static_cast<std::ptrdiff_t>(last * size));
  };
  return {
      c.components,       part(c.drift), {c.components, c.tensor.layout(), part(c.tensor.values())},
      part(c.divergence), c.noises,      part(c.diffusion)};
}

double poles_of(const setup::Setup& setup, const EnsembleRoad& road,
                const sde::Reversal& reversal) {
  // The poles σ of the score at absorbing ends are not in the tables but in the repulsion of walls.
  return road.reversed && setup.problem.mesh.absorbing() ? sde::repulsion(reversal) : 0;
}

}  // namespace

ReverseDrift drift_under_test(const setup::Setup& setup) {
  return {setup.settings.reverse.reversal, setup.given_score ? &*setup.given_score : nullptr};
}

ReverseDrift right_drift(const setup::Setup& setup) {
  return {{1, 1, 1, setup.settings.reverse.reversal.noise}, nullptr};
}

ParticleTables::ParticleTables(const setup::Setup& setup, job::Job& job,
                               const solver::DensityHistory& density, const EnsembleRoad& road,
                               const ReverseDrift& drift)
    : setup_(setup),
      job_(job),
      density_(density),
      reversed_(road.reversed),
      drift_(drift),
      layout_(road.scheme.layout()),
      poles_(poles_of(setup, road, drift.reversal)),
      vertices_(meshes::vertices(setup.problem.mesh, road.subdivision)),
      planes_(solver::own_planes(job.node.here(), vertices_)),
      forward_(setup.problem.sde, setup.problem.factor, solver::slab_of(vertices_, planes_),
               all_axes(setup.problem.dimension())) {}

sde::ParticleCoefficients ParticleTables::at(double t) {
  const sde::Sde& sde = setup_.problem.sde;
  const int noises = setup::noises_in_tables(sde);
  sde::ParticleCoefficients tables(vertices_, layout_, noises, poles_,
                                   [&](std::size_t size) { return job_.node.array(size); });
  add_own(tables, t);
  combine(tables);
  return tables;
}

void ParticleTables::add_own(sde::ParticleCoefficients& tables, double t) {
  const sde::Coefficients& forward = forward_.at(t);
  const std::size_t before =
      vertices_.size() / vertices_.coordinates[vertices_.dimension - 1].size() * planes_.begin;
  if (!reversed_) return tables.add(before, forward);
  const std::vector<double> score = own_score(t);
  const std::size_t d = forward.components;
  for (std::size_t first = 0; first < forward.points(); first += vertices_at_once) {
    const std::size_t last = std::min(first + vertices_at_once, forward.points());
    sde::Coefficients part = part_of(forward, first, last);
    const std::vector<double> divergence = part.divergence;
    part = sde::reverse(std::move(part), std::span(score).subspan(first * d, (last - first) * d),
                        drift_.reversal);
    add_drift_at_ends(setup_.problem.mesh, forward_.points(), first, divergence, drift_.reversal,
                      part.drift);
    tables.add(before + first, part);
  }
}

// Combines what the ranks of a node found on their own planes: the tensor of additive noise comes
// from the first rank, which has the first vertex; largest_tensor is the maximum.
void ParticleTables::combine(sde::ParticleCoefficients& tables) const {
  sde::PackedTensor tensor = tables.tensor;
  MPI_Bcast(tensor.data(), static_cast<int>(tensor.size()), MPI_DOUBLE, 0, job_.node.here());
  tables.set_tensor(tensor);
  MPI_Allreduce(MPI_IN_PLACE, tables.largest_tensor.data(), 3, MPI_DOUBLE, MPI_MAX,
                job_.node.here());
  job_.node.barrier();
}

std::vector<double> ParticleTables::own_score(double t) const {
  const meshes::Mesh& mesh = setup_.problem.mesh;
  const solver::NodeFaces solver = density_.regular_score_on_node(density_.slice_at(t));
  const meshes::PointGrid& own = forward_.points();
  std::vector<double> score;
  if (drift_.score) {
    const meshes::Field given = drift_.score->at(t, solver::cell_score(mesh, solver.view()));
    score = meshes::cells_to_points(mesh, solver::without_poles(mesh, given), own);
  } else {
    score = meshes::faces_to_points(mesh, solver.view(), own);
  }
  add_profile_slopes(mesh, own, score);
  return score;
}

}  // namespace loschmidt::roads
