#include "app/formula_check.hpp"

#include <algorithm>
#include <array>

#include "app/exact_score.hpp"
#include "app/failure.hpp"
#include "app/shared_out.hpp"
#include "meshes/points.hpp"
#include "sde/coefficients.hpp"

namespace loschmidt {

namespace {

// All places on one mesh where the solver needs coefficients.
void add_places(std::vector<PointGrid>& places, const Mesh& mesh) {
  places.push_back(cell_centers(mesh, mesh.all_cells()));
  for (int a = 0; a < mesh.dimension(); ++a)
    places.push_back(face_centers(mesh, a, mesh.all_cells()));
}

void check_coefficients(MPI_Comm comm, const Problem& problem, const Plan& plan) {
  const int finest = std::max(plan.subdivision, plan.other_subdivision);
  std::vector<PointGrid> places{vertices(problem.mesh, finest)};
  add_places(places, problem.mesh);
  for (const Mesh& mesh : problem.refinements) add_places(places, mesh);
  std::vector<double> times = plan.solver_times;
  times.insert(times.end(), plan.forward_steps.begin(), plan.forward_steps.end());
  if (problem.factor.separable()) times = {problem.factor.reference_time()};
  std::vector<int> axes;
  for (int a = 0; a < problem.dimension(); ++a) axes.push_back(a);
  for (const auto& place : places)
    for (const double t : times) tabulate(problem.sde, own_slab(comm, place), axes, t);
  for (const double t : plan.solver_times) problem.factor.rate(t);
}

void check_exact(MPI_Comm comm, const Problem& problem, double t) {
  const ExactSolution& exact = *problem.exact;
  const PointGrid points = own_slab(comm, cell_centers(problem.mesh, problem.mesh.all_cells()));
  for_each(points.shape(), [&](const Index& i) {
    const Point x = points.point(i);
    const double p = exact.density(x, t);
    require_finite(p, exact.density, x, t);
    if (p < least_exact_density) return;  // the score is not looked at there
    for (const Formula& s : exact.score) require_finite(s(x, t), s, x, t);
  });
}

}  // namespace

void check_formulas(MPI_Comm comm, const Case& c, const Problem& problem, const Plan& plan) {
  agree(comm, [&] {
    try {
      check_coefficients(comm, problem, plan);
    } catch (const std::invalid_argument& e) {
      throw case_error(c, "sde", e.what());
    }
    if (!problem.exact) return;
    try {
      for (const double t : plan.snapshots) check_exact(comm, problem, t);
    } catch (const std::invalid_argument& e) {
      throw case_error(c, "exact", e.what());
    }
  });
}

}  // namespace loschmidt
