#include "app/roads/backward_road.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "app/roads/work_of_paths.hpp"
#include "app/setup/controls.hpp"
#include "meshes/field.hpp"
#include "sde/start_points.hpp"
#include "solver/score.hpp"

namespace loschmidt::roads {

namespace {

// On several axes a step is rough where the density of the particles is below this part of its
// maximum. About as much of their mass is there.
constexpr double least_density = 1e-8;

std::vector<sde::BackwardEquation::Function> values_of(const std::vector<TestFunction>& functions) {
  std::vector<sde::BackwardEquation::Function> values;
  for (const TestFunction& f : functions) values.push_back(f.values);
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

// The density of the right reversal's particles on several axes; empty where they start from
// another law.
std::vector<double> known_density(const setup::Setup& setup, const solver::DensityHistory& density,
                                  double t) {
  if (setup.problem.dimension() == 1 || setup.settings.reverse.start) return {};
  return meshes::density_from_mass(setup.problem.mesh, density.mass(density.slice_at(t)));
}

// The nodes where the density is above the least, and the others.
struct Nodes {
  std::vector<std::size_t> usual, rough;
};

Nodes sorted_nodes(const meshes::Mesh& mesh, const meshes::PointGrid& grid,
                   const std::vector<double>& density) {
  const double least = density.empty() ? 0 : least_density * *std::ranges::max_element(density);
  Nodes nodes;
  for (std::size_t node = 0; node < grid.size(); ++node) {
    const auto cell = mesh.locate(grid.point(grid.shape().index(node)));
    (density.empty() || density[cell] >= least ? nodes.usual : nodes.rough).push_back(node);
  }
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
      coarse_(equation_of(setup, true, functions)) {
  const meshes::PointGrid vertices = setup::control_vertices(setup.problem, setup.plan);
  const int normals = setup::normals_of_step(setup.problem, setup.plan);
  const std::size_t steps = road.steps.size() - 1;
  for (std::size_t k = 0; k < steps; ++k)
    controls_.emplace_back(vertices, normals, road.clock(setup.problem.factor, k));
  ParticleTables tables(setup, job, density, road, right_drift(setup));
  sde::ParticleCoefficients to = tables.at(road.steps[steps]);
  for (std::size_t k = steps; k-- > 0;) {
    sde::ParticleCoefficients from = tables.at(road.steps[k]);
    const Step step{from, to, k, known_density(setup, density, road.steps[k])};
    fine_.fill(controls_[k], vertices, step_back(fine_, step));
    step_back(coarse_, step);
    to = std::move(from);
    job.journal.pause();
    job.progress.update(static_cast<double>(steps - k), static_cast<double>(2 * steps));
  }
  add_expectations();
}

void BackwardRoad::add_expectations() {
  for (const sde::WeightedPoint& p : start_of(setup_.problem.mesh, road_)) {
    const Values fine = fine_.values(p.x);
    const Values coarse = coarse_.values(p.x);
    for (std::size_t f = 0; f < fine.size(); ++f) {
      predicted_[f] += p.weight * fine[f];
      prediction_error_[f] += p.weight * std::abs(fine[f] - coarse[f]);
    }
  }
}

// Goes back over one step, and returns the moments at all nodes.
std::vector<double> BackwardRoad::step_back(sde::BackwardEquation& equation, const Step& step) {
  const Nodes nodes = sorted_nodes(setup_.problem.mesh, equation.nodes(), step.density);
  std::vector<double> all(equation.nodes().size() * equation.moments_per_node(), 0.0);
  add_own_moments(equation, step, nodes.usual, false, all);
  add_own_moments(equation, step, nodes.rough, true, all);
  // Exact: every number is one rank's, and 0 on the others.
  MPI_Allreduce(MPI_IN_PLACE, all.data(), static_cast<int>(all.size()), MPI_DOUBLE, MPI_SUM,
                job_.comm);
  equation.step_back(all);
  return all;
}

// Writes this rank's share of the moments at these nodes to their places among those of all nodes.
void BackwardRoad::add_own_moments(const sde::BackwardEquation& equation, const Step& step,
                                   std::span<const std::size_t> nodes, bool rough,
                                   std::vector<double>& all) {
  constexpr double paths_at_once = 1e5;  // on all ranks, between looks for signals
  const double paths =
      setup::paths_per_node(setup_.problem, setup_.plan, rough ? 1 : equation.per_deviation());
  const auto at_once = static_cast<std::size_t>(std::max(1.0, paths_at_once / paths));
  const double clock = road_.clock(setup_.problem.factor, step.number);
  const std::size_t per_node = equation.moments_per_node();
  for (std::size_t first = 0; first < nodes.size(); first += at_once) {
    const auto chunk = nodes.subspan(first, std::min(at_once, nodes.size() - first));
    const parallel::Share share = parallel::own_share(job_.comm, chunk.size());
    const auto own = chunk.subspan(share.begin, share.size());
    const auto part = equation.moments(road_.scheme.scheme, step.from, step.to, clock, own, rough);
    for (std::size_t k = 0; k < own.size(); ++k)
      std::copy_n(part.begin() + static_cast<std::ptrdiff_t>(k * per_node), per_node,
                  all.begin() + static_cast<std::ptrdiff_t>(own[k] * per_node));
    job_.pauses.report_work(
        work_of_paths(road_.scheme.scheme, paths * static_cast<double>(chunk.size())));
  }
}

}  // namespace loschmidt::roads
