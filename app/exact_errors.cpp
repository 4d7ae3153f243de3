#include "app/exact_errors.hpp"

#include <algorithm>
#include <cmath>

#include "app/failure.hpp"
#include "meshes/points.hpp"
#include "sde/initial_law.hpp"

namespace loschmidt {

namespace {

// Ranks compute consecutive parts of an array in natural order and share them.
template <class Compute>
std::vector<double> shared_out(MPI_Comm comm, std::size_t size, Compute&& compute) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  std::vector<int> counts(ranks);
  std::vector<int> offsets(ranks);
  for (int r = 0; r < ranks; ++r) {
    offsets[r] = static_cast<int>(size * r / ranks);
    counts[r] = static_cast<int>(size * (r + 1) / ranks) - offsets[r];
  }
  std::vector<double> part;
  agree(comm, [&] {
    part = compute(std::size_t(offsets[rank]), std::size_t(offsets[rank] + counts[rank]));
  });
  std::vector<double> whole(size);
  MPI_Allgatherv(part.data(), counts[rank], MPI_DOUBLE, whole.data(), counts.data(), offsets.data(),
                 MPI_DOUBLE, comm);
  return whole;
}

// ∂_a log p by the five-point formula, an eighth of a cell apart.
double log_slope(const Formula& density, Point x, int a, double step, double t) {
  const auto at = [&](double offset) {
    Point y = x;
    y[a] += offset * step;
    return std::log(density(y, t));
  };
  return (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * step);
}

double exact_score(const ExactSolution& exact, const PointGrid& points, const Index& i, int a,
                   double t) {
  const Point x = points.point(i);
  if (exact.score.empty()) return log_slope(exact.density, x, a, points.resolution[a][i[a]] / 8, t);
  const Formula& formula = exact.score[a];
  const double s = formula(x, t);
  require_finite(s, formula, x, t);
  return s;
}

// Σ over inner faces across a of p (s − s*)² × volume around the face, in natural order. Faces
// whose density is beyond double precision, by either law, carry no weight and are skipped.
double squared_score_error(MPI_Comm comm, const Problem& problem, int a, double t,
                           std::span<const double> mass, const std::vector<double>& score) {
  const Mesh& mesh = problem.mesh;
  const PointGrid points = face_centers(mesh, a, mesh.all_cells());
  const Block faces = mesh.all_faces(a);
  const Block cells = mesh.all_cells();
  const auto terms = shared_out(comm, faces.size(), [&](std::size_t first, std::size_t last) {
    std::vector<double> part;
    for (std::size_t n = first; n < last; ++n) {
      const Index face{static_cast<int>(n % faces.extent(0)),
                       static_cast<int>(n / faces.extent(0) % faces.extent(1)),
                       static_cast<int>(n / faces.extent(0) / faces.extent(1))};
      double term = 0;
      if (face[a] > 0 && face[a] < mesh.extent(a)) {
        Index left = face;
        --left[a];
        const double weight = 0.5 * (mass[cells.local(left)] + mass[cells.local(face)]);
        if (weight > 1e-200 && problem.exact->density(points.point(face), t) > 1e-200) {
          const double error = score[n] - exact_score(*problem.exact, points, face, a, t);
          term = weight * error * error;
        }
      }
      part.push_back(term);
    }
    return part;
  });
  return total(terms);
}

}  // namespace

ExactErrors exact_errors(MPI_Comm comm, const Problem& problem, double t,
                         std::span<const double> mass, const FaceField& score) {
  const Mesh& mesh = problem.mesh;
  const auto exact = shared_out(comm, mesh.cells(), [&](std::size_t first, std::size_t last) {
    return formula_masses(mesh, problem.exact->density, t, first, last);
  });
  ExactErrors errors;
  errors.exact_density = density_from_mass(mesh, exact);
  const auto density = density_from_mass(mesh, mass);
  for (std::size_t n = 0; n < exact.size(); ++n) {
    errors.l1 += std::abs(mass[n] - exact[n]);
    errors.linf = std::max(errors.linf, std::abs(density[n] - errors.exact_density[n]));
  }
  double squares = 0;
  for (int a = 0; a < mesh.dimension(); ++a)
    squares += squared_score_error(comm, problem, a, t, mass, score.across[a]);
  errors.score = std::sqrt(squares);
  return errors;
}

}  // namespace loschmidt
