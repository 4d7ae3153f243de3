#include "app/roads/backward_road.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/roads/work_of_paths.hpp"
#include "solver/score.hpp"

namespace loschmidt::roads {

namespace {

// Two nodes per cell, or fewer where there are many cells; half of them if `coarse`.
sde::PredictionResolution resolution(const meshes::Mesh& mesh, bool coarse) {
  const sde::CellIntervals fine = sde::doubled(sde::fine_intervals(mesh.axis(0).cells()));
  if (coarse) return {sde::doubled(fine), 1};
  return {fine, 2};
}

std::vector<sde::BackwardEquation::Function> values_of(const std::vector<TestFunction>& functions) {
  std::vector<sde::BackwardEquation::Function> values;
  for (const TestFunction& f : functions) values.push_back(f.value);
  return values;
}

std::vector<sde::WeightedPoint> start_of(const meshes::Mesh& mesh, const EnsembleRoad& road) {
  const auto slice = road.law.slice_at(road.stops[0]);
  const meshes::Field score = solver::cell_score(mesh, road.law.regular_score(slice));
  return sde::start_points(mesh.axis(0), road.mass(0), score);
}

}  // namespace

BackwardRoad::BackwardRoad(const setup::Setup& setup, job::Job& job,
                           const solver::DensityHistory& density, const EnsembleRoad& road,
                           const std::vector<TestFunction>& functions)
    : setup_(setup),
      job_(job),
      road_(road),
      end_(setup.problem.mesh, resolution(setup.problem.mesh, false), values_of(functions)),
      fine_(end_),
      coarse_(setup.problem.mesh, resolution(setup.problem.mesh, true), values_of(functions)),
      start_(start_of(setup.problem.mesh, road)) {
  const meshes::PointGrid vertices = meshes::vertices(setup.problem.mesh, 1);
  const std::size_t steps = road.steps.size() - 1;
  for (std::size_t k = 0; k < steps; ++k)
    controls_.emplace_back(vertices, road.clock(setup.problem.factor, k));
  ParticleTables tables(setup, job, density, road, right_drift(setup));
  sde::ParticleCoefficients to = tables.at(road.steps[steps]);
  for (std::size_t k = steps; k-- > 0;) {
    sde::ParticleCoefficients from = tables.at(road.steps[k]);
    const std::vector<double> moments = moments_at_nodes(fine_, from, to, k);
    fine_.fill(controls_[k], moments);
    fine_.step_back(moments);
    coarse_.step_back(moments_at_nodes(coarse_, from, to, k));
    to = std::move(from);
    job.journal.pause();
    job.progress.update(static_cast<double>(steps - k), static_cast<double>(2 * steps));
  }
}

double BackwardRoad::prediction_error(int function) const {
  double sum = 0;
  for (const sde::WeightedPoint& p : start_)
    sum += p.weight * std::abs(fine_.value(function, p.x) - coarse_.value(function, p.x));
  return sum;
}

// Every rank computes the moments at some nodes. Their sum is exact: all other ranks have 0 there.
std::vector<double> BackwardRoad::moments_at_nodes(const sde::BackwardEquation& equation,
                                                   const sde::ParticleCoefficients& from,
                                                   const sde::ParticleCoefficients& to,
                                                   std::size_t step) {
  constexpr double points_per_node = 25;  // two per deviation from −6 to 6
  const parallel::Share own = parallel::own_share(job_.comm, equation.nodes());
  const auto part = equation.moments(road_.scheme.scheme, from, to,
                                     road_.clock(setup_.problem.factor, step), own);
  std::vector<double> all(equation.nodes() * equation.moments_per_node(), 0.0);
  std::ranges::copy(
      part, all.begin() + static_cast<std::ptrdiff_t>(own.begin * equation.moments_per_node()));
  MPI_Allreduce(MPI_IN_PLACE, all.data(), static_cast<int>(all.size()), MPI_DOUBLE, MPI_SUM,
                job_.comm);
  job_.pauses.report_work(
      work_of_paths(road_.scheme.scheme, points_per_node * static_cast<double>(equation.nodes())));
  return all;
}

}  // namespace loschmidt::roads
