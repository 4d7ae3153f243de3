#include "app/judgement/exact_errors.hpp"

#include <algorithm>
#include <cmath>

#include "app/setup/exact_score.hpp"
#include "meshes/points.hpp"
#include "sde/formula_masses.hpp"
#include "solver/compute_in_shares.hpp"

namespace loschmidt::judgement {

namespace {

// Σ over inner faces across a of p (s − s*)² × volume around the face, in natural order. A face is
// skipped where the density underflows by either law, or where the exact score is not finite
// because the closed form is 0 beside the face.
double squared_score_error(MPI_Comm comm, const setup::Problem& problem, int a, double t,
                           std::span<const double> mass, const std::vector<double>& score) {
  const meshes::Mesh& mesh = problem.mesh;
  const meshes::PointGrid points = meshes::face_centers(mesh, a, mesh.all_cells());
  const meshes::Block faces = mesh.all_faces(a);
  const meshes::Block cells = mesh.all_cells();
  const auto terms =
      solver::compute_in_shares(comm, faces.size(), [&](std::size_t first, std::size_t last) {
        std::vector<double> part;
        for (std::size_t n = first; n < last; ++n) {
          const meshes::Index face = faces.index(n);
          double term = 0;
          if (face[a] > 0 && face[a] < mesh.extent(a)) {
            meshes::Index left = face;
            --left[a];
            const double weight = 0.5 * (mass[cells.local(left)] + mass[cells.local(face)]);
            if (weight > 1e-200 &&
                problem.exact->density(points.point(face), t) > setup::least_exact_density) {
              const double error =
                  score[n] - setup::exact_score(*problem.exact, points, face, a, t);
              if (std::isfinite(error)) term = weight * error * error;
            }
          }
          part.push_back(term);
        }
        return part;
      });
  return meshes::total(terms);
}

}  // namespace

ExactErrors exact_errors(MPI_Comm comm, const setup::Problem& problem, double t,
                         std::span<const double> mass, const meshes::FaceField& score) {
  const meshes::Mesh& mesh = problem.mesh;
  const auto exact =
      solver::compute_in_shares(comm, mesh.cells(), [&](std::size_t first, std::size_t last) {
        return sde::formula_masses(mesh, problem.exact->density, t, first, last);
      });
  ExactErrors errors;
  errors.exact_density = meshes::density_from_mass(mesh, exact);
  const auto density = meshes::density_from_mass(mesh, mass);
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

}  // namespace loschmidt::judgement
