// Meshes and processes that the tests of this folder share.
#pragma once

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "meshes/field.hpp"
#include "solver/decomposition.hpp"
#include "solver/generator.hpp"
#include "validation/tests/processes.hpp"

namespace loschmidt::test {

/// The label of a slow test that compares a solution with theory. It runs on one rank only: other
/// tests check that more ranks find the same bits, and ranks that share a core wait at every
/// product.
inline boost::unit_test::label one_rank() {
  return boost::unit_test::label("one_rank");
}

inline meshes::Axis graded(double lower, double upper, int cells) {
  return meshes::Axis(meshes::make_edges(meshes::SinhGrading{0, 2}, lower, upper, cells),
                      meshes::Boundary::reflecting);
}

/// One mesh per dimension: odd sizes, a graded and a periodic axis among them.
inline std::vector<meshes::Mesh> odd_meshes() {
  return {meshes::Mesh({graded(-3, 3, 31)}),
          meshes::Mesh({uniform_axis(-3, 3, 13, meshes::Boundary::periodic), graded(-3, 3, 17)}),
          meshes::Mesh({uniform_axis(-3, 3, 7), graded(-3, 3, 9),
                        uniform_axis(-3, 3, 5, meshes::Boundary::periodic)})};
}

/// A process with different coefficients along every axis and x-dependent noise.
inline sde::Sde process_with_x_dependent_noise(int dimension) {
  const std::vector<std::string> f{"-x + sin(x)", "1 - 0.5*y", "cos(z)"};
  const std::vector<std::string> g{"sqrt(1 + 0.2*x^2)", "0.8 + 0.1*sin(y)", "1.2"};
  return process({f.begin(), f.begin() + dimension}, {g.begin(), g.begin() + dimension});
}

/// A process whose full tensor turns from place to place; `widest` holds its jumps on odd_meshes().
inline sde::Sde slanted_process(int dimension) {
  if (dimension == 2)
    return matrix_process({"-x + sin(x)", "1 - 0.5*y"},
                          {{"sqrt(1 + 0.2*x^2)", "0.3"}, {"0.7*sin(x + y)", "0.6"}});
  return matrix_process(
      {"-x + sin(x)", "1 - 0.5*y", "cos(z)"},
      {{"1", "0.2", "0"}, {"0.4*cos(x)", "0.8", "0.2"}, {"0.3*sin(y)", "0", "0.9 + 0.1*sin(z)"}});
}
inline constexpr solver::Stencil widest{4, true};

/// Masses of a Gaussian bump away from the centre, with sum 1.
inline std::vector<double> bump(const meshes::Mesh& mesh) {
  std::vector<double> mass;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    double r = 0;
    for (int a = 0; a < mesh.dimension(); ++a)
      r += std::pow(mesh.axis(a).centers()[i[a]] - 0.3 * (a + 1), 2);
    mass.push_back(std::exp(-2 * r) * mesh.volume(i));
  });
  const double sum = meshes::total(mass);
  for (double& m : mass) m /= sum;
  return mass;
}

inline sde::TimeFactor factor_of(const sde::Sde& sde, const meshes::Mesh& mesh) {
  const std::vector<double> times{0, 0.25, 0.5, 0.75, 1};
  return sde::TimeFactor(sde, meshes::cell_centers(mesh, mesh.all_cells()), times);
}

/// The jumps of a process at time 0. Collective over the decomposition's ranks.
inline solver::Generator generator_of(const solver::Decomposition& d, const sde::Sde& sde) {
  return {d, solver::MeshTables(sde, factor_of(sde, d.mesh()), d).at(0)};
}

/// A process with a full tensor, at time 0.
inline solver::CellCoefficients cell_coefficients(const meshes::Mesh& mesh, const sde::Sde& sde) {
  return std::get<solver::CellCoefficients>(
      solver::MeshTables(sde, factor_of(sde, mesh), mesh).at(0));
}

/// Σ|a − b|.
inline double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t n = 0; n < a.size(); ++n) sum += std::abs(a[n] - b[n]);
  return sum;
}

}  // namespace loschmidt::test
