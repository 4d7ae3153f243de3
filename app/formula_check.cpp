#include "app/formula_check.hpp"

#include <algorithm>
#include <array>

#include "app/exact_score.hpp"
#include "app/failure.hpp"
#include "meshes/points.hpp"
#include "sde/coefficients.hpp"

namespace loschmidt {

namespace {

// The part of a point grid that falls to one rank: a slab of its slowest axis.
PointGrid share_of(PointGrid points, MPI_Comm comm) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  const int slow = points.dimension - 1;
  for (auto* values : {&points.coordinates[slow], &points.resolution[slow]}) {
    const std::size_t n = values->size();
    *values = std::vector<double>(values->begin() + n * rank / ranks,
                                  values->begin() + n * (rank + 1) / ranks);
  }
  return points;
}

// All places on one mesh where the solver needs coefficients.
void add_places(std::vector<PointGrid>& places, const Mesh& mesh) {
  places.push_back(cell_centers(mesh, mesh.all_cells()));
  for (int a = 0; a < mesh.dimension(); ++a)
    places.push_back(face_centers(mesh, a, mesh.all_cells()));
}

void check_coefficients(MPI_Comm comm, const Problem& problem, const Plan& plan) {
  std::vector<PointGrid> places{vertices(problem.mesh, plan.subdivision)};
  add_places(places, problem.mesh);
  for (const Mesh& mesh : problem.refinements) add_places(places, mesh);
  std::vector<double> times = plan.solver_times;
  times.insert(times.end(), plan.forward_steps.begin(), plan.forward_steps.end());
  if (problem.factor.separable()) times = {problem.factor.reference_time()};
  std::vector<int> axes;
  for (int a = 0; a < problem.dimension(); ++a) axes.push_back(a);
  for (const auto& place : places)
    for (const double t : times) tabulate(problem.sde, share_of(place, comm), axes, t);
  for (const double t : plan.solver_times) problem.factor.rate(t);
}

void check_exact(MPI_Comm comm, const Problem& problem, double t) {
  const ExactSolution& exact = *problem.exact;
  const PointGrid points = share_of(cell_centers(problem.mesh, problem.mesh.all_cells()), comm);
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
