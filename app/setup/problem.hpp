// The problem that a case states, as objects: mesh, process, initial masses, closed form. Not
// collective; every rank builds the same.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "app/case/case.hpp"
#include "app/setup/axis_ends.hpp"
#include "app/setup/initial_masses.hpp"
#include "meshes/mesh.hpp"
#include "sde/formula.hpp"
#include "sde/sde.hpp"
#include "sde/time_factor.hpp"

namespace loschmidt::setup {

/// The closed form of [exact].
struct ExactSolution {
  sde::Formula density;
  std::vector<sde::Formula> score;  // empty: by differences of log density
};

/// The coarsening factors from Problem::mesh to Problem::half.
inline constexpr std::array<int, 3> halving{2, 2, 2};

/// All members are complete after construction.
class Problem {
 public:
  /// Builds the problem. Errors: InputError with the place in the case file; OutputError where a
  /// file it names is damaged.
  explicit Problem(const input::Case& c);
  Problem(const Problem&) = delete;
  Problem& operator=(const Problem&) = delete;

  const sde::Sde sde;
  const AxisEnds ends;
  const meshes::Mesh mesh;
  const std::vector<meshes::Mesh> refinements;  // twice the cells per axis each, with extrapolation
  const meshes::Mesh half;  // half the cells per axis, to measure the error of the mesh
  const sde::TimeFactor factor;
  const InitialMasses initial;
  /// Masses of reverse.start on the mesh and each refinement, sum 1; empty: start at the density.
  const std::vector<std::vector<double>> start;
  const std::optional<ExactSolution> exact;

  int dimension() const { return mesh.dimension(); }
  /// Masses of the mesh summed on the mesh of half the cells.
  std::vector<double> on_half_mesh(std::span<const double> mass) const;
  /// Order of the scheme in the mesh width: 2, but 1 where an axis has no noise and the drift is
  /// upwinded.
  int scheme_order() const { return sde.degenerate() ? 1 : 2; }
};

}  // namespace loschmidt::setup
