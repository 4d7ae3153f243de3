#include "app/roads/backward_road.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "app/roads/work_of_paths.hpp"
#include "app/setup/controls.hpp"
#include "meshes/field.hpp"
#include "solver/score.hpp"

namespace loschmidt::roads {

namespace {

// On several axes v stays as it is in a step where the density is below this part of its maximum:
// such places have about as much of the mass.
constexpr double least_density = 1e-8;

std::vector<sde::BackwardEquation::Function> values_of(const std::vector<TestFunction>& functions) {
  std::vector<sde::BackwardEquation::Function> values;
  for (const TestFunction& f : functions) values.push_back(f.value);
  return values;
}

sde::BackwardEquation equation_of(const setup::Setup& setup, bool coarse,
                                  const std::vector<TestFunction>& functions) {
  return {setup.problem.mesh, setup::backward_resolution(setup.problem, setup.plan, coarse),
          setup::normals_of_step(setup.problem, setup.plan), values_of(functions)};
}

std::vector<sde::WeightedPoint> start_of(const meshes::Mesh& mesh, const EnsembleRoad& road) {
  const auto slice = road.law.slice_at(road.stops[0]);
  const meshes::Field score = solver::cell_score(mesh, road.law.regular_score(slice));
  return sde::start_points(mesh, road.mass(0), score, mesh.dimension() == 1 ? 2 : 1);
}

std::vector<std::size_t> nodes_with_density(const meshes::Mesh& mesh,
                                            const sde::BackwardEquation& equation,
                                            const std::vector<double>& density) {
  const double least =
      mesh.dimension() == 1 ? 0 : least_density * *std::ranges::max_element(density);
  std::vector<std::size_t> nodes;
  for (std::size_t node = 0; node < equation.nodes(); ++node)
    if (density[mesh.locate(equation.position(node))] >= least) nodes.push_back(node);
  return nodes;
}

}  // namespace

BackwardRoad::BackwardRoad(const setup::Setup& setup, job::Job& job,
                           const solver::DensityHistory& density, const EnsembleRoad& road,
                           const std::vector<TestFunction>& functions)
    : setup_(setup),
      job_(job),
      road_(road),
      end_(equation_of(setup, false, functions)),
      fine_(end_),
      coarse_(equation_of(setup, true, functions)),
      start_(start_of(setup.problem.mesh, road)) {
  const meshes::Mesh& mesh = setup.problem.mesh;
  const meshes::PointGrid vertices = setup::control_vertices(setup.problem, setup.plan);
  const int normals = setup::normals_of_step(setup.problem, setup.plan);
  const std::size_t steps = road.steps.size() - 1;
  for (std::size_t k = 0; k < steps; ++k)
    controls_.emplace_back(vertices, normals, road.clock(setup.problem.factor, k));
  ParticleTables tables(setup, job, density, road, right_drift(setup));
  sde::ParticleCoefficients to = tables.at(road.steps[steps]);
  for (std::size_t k = steps; k-- > 0;) {
    sde::ParticleCoefficients from = tables.at(road.steps[k]);
    const auto mass = density.mass(density.slice_at(road.steps[k]));
    const Step step{from, to, k, meshes::density_from_mass(mesh, mass)};
    fine_.fill(controls_[k], vertices, step_back(fine_, step));
    step_back(coarse_, step);
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
// Returns the moments.
std::vector<double> BackwardRoad::step_back(sde::BackwardEquation& equation, const Step& step) {
  const auto nodes = nodes_with_density(setup_.problem.mesh, equation, step.density);
  const parallel::Share share = parallel::own_share(job_.comm, nodes.size());
  const auto own = std::span(nodes).subspan(share.begin, share.size());
  const auto part = equation.moments(road_.scheme.scheme, step.from, step.to,
                                     road_.clock(setup_.problem.factor, step.number), own);
  const std::size_t per_node = equation.moments_per_node();
  std::vector<double> all(equation.nodes() * per_node, 0.0);
  for (std::size_t k = 0; k < own.size(); ++k)
    std::copy_n(part.begin() + static_cast<std::ptrdiff_t>(k * per_node), per_node,
                all.begin() + static_cast<std::ptrdiff_t>(own[k] * per_node));
  MPI_Allreduce(MPI_IN_PLACE, all.data(), static_cast<int>(all.size()), MPI_DOUBLE, MPI_SUM,
                job_.comm);
  equation.step_back(all, nodes);
  const double paths = setup::paths_per_node(setup_.problem, setup_.plan, equation.per_deviation());
  job_.pauses.report_work(
      work_of_paths(road_.scheme.scheme, paths * static_cast<double>(nodes.size())));
  return all;
}

}  // namespace loschmidt::roads
