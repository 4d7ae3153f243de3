#include "app/judgement/time_error.hpp"

#include <algorithm>
#include <cmath>

#include "app/judgement/coarse_change.hpp"
#include "app/roads/density_solver.hpp"

namespace loschmidt::judgement {

namespace {

constexpr double looser = 16;

// The solver section with a looser tolerance or, where the number of steps is given, with twice as
// many. The number is first raised to one per interval between snapshots, the least there can be.
input::SolverSection with_other_steps(input::SolverSection stepping, std::size_t snapshots) {
  stepping.tolerance *= looser;
  if (stepping.steps > 0)
    stepping.steps = 2 * std::max(stepping.steps, static_cast<int>(snapshots) - 1);
  return stepping;
}

// Masses at every stop, in the order of the road.
std::vector<std::vector<double>> solve(const setup::Setup& setup, job::Job& job,
                                       const input::SolverSection& stepping,
                                       const roads::EnsembleRoad& road, const meshes::Mesh& mesh) {
  roads::DensitySolver solver(
      setup, job, stepping, mesh, setup.stencils.coarse,
      solver::restrict_mass(mesh, setup.problem.mesh, setup.plan.coarsening.references,
                            setup.problem.initial.mass));
  std::vector<std::vector<double>> result(road.stops.size());
  double before = setup.plan.snapshots.front();
  for (const double t : setup.plan.snapshots) {
    if (t > before) solver.advance(before, t);
    before = t;
    const auto stop = std::ranges::find(road.stops, t);
    if (stop != road.stops.end()) result[stop - road.stops.begin()] = solver.masses()[0];
  }
  return result;
}

// The change between the case's steps and the others, in units of the error of the case's steps.
// A tolerance bounds the error of one step, which is of order p + 1; all steps add up to order p.
double change_per_error(const setup::Setup& setup, const input::SolverSection& other) {
  const double p = solver::traits_of(setup.method.method).order;
  if (setup.settings.solver.steps == 0) return std::pow(looser, p / (p + 1)) - 1;
  const std::vector<double>& times = setup.plan.snapshots;
  return 1 - std::pow(steps_between(setup.settings, setup.settings.solver.steps, times) /
                          steps_between(setup.settings, other.steps, times),
                      p);
}

}  // namespace

double steps_between(const input::Case& c, int steps_of_run, std::span<const double> times) {
  const solver::StepControl control{steps_of_run, c.time.end - c.time.start};
  double steps = 0;
  for (std::size_t k = 1; k < times.size(); ++k)
    steps += solver::steps_within(control, times[k - 1], times[k]);
  return steps;
}

TimeError time_error(const setup::Setup& setup, job::Job& job, const roads::EnsembleRoad& road) {
  const meshes::Mesh mesh = meshes::coarsened(setup.problem.mesh, setup.plan.coarsening.references);
  const input::SolverSection other =
      with_other_steps(setup.settings.solver, setup.plan.snapshots.size());
  auto changes = solve(setup, job, other, road, mesh);
  const auto own = solve(setup, job, setup.settings.solver, road, mesh);
  double largest = 0;
  for (std::size_t k = 0; k < own.size(); ++k) {
    for (std::size_t n = 0; n < own[k].size(); ++n) changes[k][n] -= own[k][n];
    largest = std::max(largest,
                       length_of_change(mesh, setup.problem.mesh, setup.plan.coarsening.references,
                                        changes[k], road.mass(k), road.bins[k]));
  }
  const double size = largest / change_per_error(setup, other);
  // If one step per interval meets both tolerances, there is no change to measure.
  const double unseen = setup.settings.solver.steps > 0 ? 0 : setup.settings.solver.tolerance;
  return {size, size + unseen};
}

}  // namespace loschmidt::judgement
