#include "app/time_error.hpp"

#include <algorithm>
#include <cmath>

#include "app/coarse_change.hpp"
#include "app/density_solver.hpp"

namespace loschmidt {

namespace {

constexpr double looser = 16;

// Of the density in the time step.
int order_in_time(Method method) {
  switch (method) {
    case Method::uniformization:
      return 4;  // Magnus steps
    case Method::tr_bdf2:
      return 2;
    case Method::backward_euler:
      return 1;
  }
  return 1;
}

Case with_coarser_steps(Case c) {
  c.solver.tolerance *= looser;
  c.solver.steps = (c.solver.steps + 1) / 2;
  return c;
}

// How much the coarser steps' error exceeds that of the case's own, in units of the latter. The
// error of one step is of an order more than what all of them add up to.
double excess(const SolverSection& solver, int order) {
  const double p = order;
  return solver.steps > 0 ? std::pow(2, p) - 1 : std::pow(looser, p / (p + 1)) - 1;
}

// Masses at every stop, in the order of the road.
std::vector<std::vector<double>> masses_at(const Run& run, const EnsembleRoad& road,
                                           const Mesh& mesh) {
  DensitySolver solver(
      run, mesh, run.plan.stencils.coarse,
      restrict_mass(mesh, run.problem.mesh, run.plan.coarsening, run.problem.initial.mass));
  std::vector<std::vector<double>> result(road.stops.size());
  double before = run.plan.snapshots.front();
  for (const double t : run.plan.snapshots) {
    if (t > before) solver.advance(before, t);
    before = t;
    const auto stop = std::ranges::find(road.stops, t);
    if (stop != road.stops.end()) result[stop - road.stops.begin()] = solver.masses()[0];
  }
  return result;
}

}  // namespace

bool has_time_error(Method method, const TimeFactor& factor) {
  return !(method == Method::uniformization && factor.separable());
}

double time_error(const Run& run, const EnsembleRoad& road) {
  const Mesh mesh = coarsened(run.problem.mesh, run.plan.coarsening);
  const Case settings = with_coarser_steps(run.settings);
  auto changes = masses_at(run.with(settings), road, mesh);
  const auto own = masses_at(run, road, mesh);
  double largest = 0;
  for (std::size_t k = 0; k < own.size(); ++k) {
    for (std::size_t n = 0; n < own[k].size(); ++n) changes[k][n] -= own[k][n];
    largest = std::max(largest, length_of_change(mesh, run.problem.mesh, run.plan.coarsening,
                                                 changes[k], road.mass(k), road.bins[k]));
  }
  return largest / excess(run.settings.solver, order_in_time(run.method.method));
}

}  // namespace loschmidt
