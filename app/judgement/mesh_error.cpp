#include "app/judgement/mesh_error.hpp"

#include <algorithm>
#include <cmath>

#include "app/judgement/coarse_change.hpp"
#include "app/judgement/two_meshes.hpp"
#include "solver/petsc.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

// The order of the density, extrapolated or not, in the mesh width.
int order(const setup::Problem& problem) {
  return problem.scheme_order() * static_cast<int>(1 + problem.refinements.size());
}

std::vector<double> difference(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t n = 0; n < a.size(); ++n) a[n] -= b[n];
  return a;
}

// The change per stop: the error of the reverse equation with the score of the density on half the
// cells against that density, less that with the run's own score against its own density. A forward
// ensemble uses no mesh, so its change is that of the density alone.
roads::StopMasses changes_of(const setup::Setup& setup, job::Job& job,
                             const roads::Evolved& evolved, const roads::EnsembleRoad& road) {
  const TwoMeshes meshes(setup, job, evolved);
  roads::StopMasses result;
  if (!road.reversed) {
    for (const double t : road.stops) result.push_back(difference(meshes.own(t), meshes.half(t)));
    return result;
  }
  const auto reverse = [&](roads::ReverseEquation&& equation, const std::vector<double>& start) {
    return equation.solve(start, setup.settings.reverse.reversal, setup.plan.reverse_steps,
                          roads::implicit_tolerance_of_errors);
  };
  const double end = setup.plan.reverse_stops.front();
  const roads::StopMasses ours = reverse(meshes.own_equation(), meshes.own_law(end));
  const roads::StopMasses theirs = reverse(meshes.half_equation(), meshes.half_law(end));
  for (std::size_t k = 0; k < road.stops.size(); ++k)
    result.push_back(difference(difference(theirs[k], meshes.half_law(road.stops[k])),
                                difference(ours[k], meshes.restricted(road.mass(k)))));
  return result;
}

}  // namespace

MeshError mesh_error_of(const setup::Problem& problem, double length) {
  const double estimate = length / (std::pow(2.0, order(problem)) - 1);
  return {validation::mesh_caution * estimate,
          std::max(validation::mesh_caution * estimate, length), estimate, 0};
}

std::vector<MeshError> mesh_errors(const setup::Setup& setup, job::Job& job,
                                   const roads::Evolved& evolved, const roads::EnsembleRoad& road) {
  const solver::petsc::Stage stage("mesh errors");
  job.progress.begin("mesh errors");
  const roads::StopMasses changes = changes_of(setup, job, evolved, road);
  std::vector<MeshError> errors;
  for (std::size_t k = 0; k < road.stops.size(); ++k) {
    const double length = length_of_change(setup.problem.half, setup.problem.mesh, setup::halving,
                                           changes[k], road.mass(k), road.bins[k]);
    errors.push_back(mesh_error_of(setup.problem, length));
  }
  return errors;
}

void add_start_errors(std::vector<MeshError>& errors, const roads::Evolved& evolved,
                      const std::vector<ReferenceError>& references) {
  if (!evolved.reverse.start) return;
  for (std::size_t k = 0; k < errors.size(); ++k) {
    const double error = evolved.reverse.start->score_error / validation::reference_score_error *
                         references[k].score;
    errors[k].size += error;
    errors[k].before_richardson += error;
    errors[k].start = error;
  }
}

}  // namespace loschmidt::judgement
