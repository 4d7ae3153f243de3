#include "app/setup/formula_check.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "app/case/with_key_in_errors.hpp"
#include "app/setup/exact_score.hpp"
#include "meshes/points.hpp"
#include "parallel/failure.hpp"
#include "parallel/shares.hpp"
#include "sde/coefficients.hpp"
#include "sde/formula_masses.hpp"
#include "solver/compute_in_shares.hpp"

namespace loschmidt::setup {

namespace {

// Adds all points of one mesh at which the solver needs coefficients.
void add_places(std::vector<meshes::PointGrid>& places, const meshes::Mesh& mesh) {
  places.push_back(meshes::cell_centers(mesh, mesh.all_cells()));
  for (int a = 0; a < mesh.dimension(); ++a)
    places.push_back(meshes::face_centers(mesh, a, mesh.all_cells()));
}

// Checks the exact density at the points of the quadrature and the exact score at cell centres.
void check_exact(MPI_Comm comm, const meshes::Mesh& mesh, const ExactSolution& exact, double t) {
  const parallel::Share part = parallel::own_share(comm, mesh.cells());
  sde::formula_masses(mesh, exact.density, t, part.begin, part.end);
  const meshes::PointGrid points =
      solver::own_slab(comm, meshes::cell_centers(mesh, mesh.all_cells()));
  meshes::for_each(points.shape(), [&](const meshes::Index& i) {
    const meshes::Point x = points.point(i);
    if (exact.density(x, t) < least_exact_density) return;  // the score is not used there
    for (const sde::Formula& s : exact.score) sde::require_finite(s(x, t), s, x, t);
  });
}

// Evaluates the formulas of a case; each function throws at the first value that is not finite.
class FormulaCheck {
 public:
  FormulaCheck(MPI_Comm comm, const input::Case& c, const Problem& problem, const Plan& plan,
               parallel::Pauses* pauses)
      : comm_(comm), case_(c), problem_(problem), plan_(plan), pauses_(pauses) {}

  void coefficients() const {
    const int finest = std::max(plan_.subdivision.tables, plan_.subdivision.check);
    std::vector<meshes::PointGrid> places{meshes::vertices(problem_.mesh, finest)};
    add_places(places, problem_.mesh);
    for (const meshes::Mesh& mesh : problem_.refinements) add_places(places, mesh);
    std::vector<double> times = plan_.solver_times;
    times.insert(times.end(), plan_.forward_steps.begin(), plan_.forward_steps.end());
    if (problem_.factor.separable()) times = {problem_.factor.reference_time()};
    std::vector<int> axes(problem_.dimension());
    std::iota(axes.begin(), axes.end(), 0);
    for (const auto& place : places) check(place, times, axes);
    // The solver uses the integral of the rate β, which evaluates β between its times too.
    double before = plan_.solver_times.front();
    solver::look_at_times(comm_, pauses_, 1, plan_.solver_times, [&](double t) {
      input::with_key_in_errors(case_, "sde", [&] { problem_.factor.integral(before, t); });
      before = t;
    });
  }

  void exact() const {
    solver::look_at_times(comm_, pauses_, problem_.mesh.cells(), plan_.snapshots, [&](double t) {
      input::with_key_in_errors(case_, "exact",
                                [&] { check_exact(comm_, problem_.mesh, *problem_.exact, t); });
    });
  }

 private:
  void check(const meshes::PointGrid& points, std::span<const double> times,
             const std::vector<int>& axes) const {
    const meshes::PointGrid own = solver::own_slab(comm_, points);
    solver::look_at_times(comm_, pauses_, points.size(), times, [&](double t) {
      input::with_key_in_errors(case_, "sde", [&] { sde::tabulate(problem_.sde, own, axes, t); });
    });
  }

  MPI_Comm comm_;
  const input::Case& case_;
  const Problem& problem_;
  const Plan& plan_;
  parallel::Pauses* pauses_;
};

}  // namespace

void check_formulas(MPI_Comm comm, const input::Case& c, const Problem& problem, const Plan& plan,
                    parallel::Pauses* pauses) {
  const FormulaCheck check(comm, c, problem, plan, pauses);
  check.coefficients();
  if (problem.exact) check.exact();
}

}  // namespace loschmidt::setup
