// The Fokker–Planck equation of a reverse process. The code of the forward generator runs on
// reversed coefficients, docs/theory.md (5), (6). The score is that of a given density.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "sde/reversal.hpp"
#include "solver/generator.hpp"
#include "solver/masses.hpp"

namespace loschmidt::solver {

/// Returns the coefficients of the reverse process on a block of the mesh. `forward` holds the
/// forward ones there, `regular` the regular part of the score of the forward density on the whole
/// mesh. The current of the reverse process in that density is minus the forward one,
/// docs/theory.md (7), to second order in the mesh width: through every face, and with a full
/// tensor in the mean over the cells (at single cells with an order of 1.6 to 1.9, observed).
MeshCoefficients reversed(const meshes::Mesh& mesh, MeshCoefficients forward,
                          meshes::FaceField regular, const sde::Reversal& reversal);

/// A reverse process on one mesh. `mesh` is that of the forward process, whose ends may absorb. The
/// reverse process does not reach them: `decomposition` and `forward`, the coefficient tables for
/// its rows, are of the closed mesh (meshes/mesh.hpp). score(k) is the regular part
/// (solver/score.hpp) of the forward density's score at times[k]. References outlive the process.
struct ReverseProcess {
  const Decomposition& decomposition;
  const meshes::Mesh& mesh;
  MeshTables& forward;
  const sde::TimeFactor& factor;
  std::span<const double> times;  // descending
  std::function<meshes::FaceField(int)> score;
  sde::Reversal reversal;
  /// Intervals that take uniformization far more work than TR-BDF2 are stepped by the latter to
  /// this tolerance, and differ in the last digits between numbers of ranks. None: never.
  std::optional<double> implicit_tolerance{};
};

/// Solves for the cell masses of the reverse process at its times, from each of `starts`, whole
/// arrays, at times[0]. Between two times the generator is that of the mean coefficients (second
/// order in the step). visit(k, masses), with one entry of `masses` per start, is called for every
/// k. Collective.
void reverse_fokker_planck(const ReverseProcess& process,
                           std::span<const std::vector<double>> starts,
                           const std::function<void(int, std::span<const Masses>)>& visit);

}  // namespace loschmidt::solver
