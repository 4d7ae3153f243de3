// The Fokker–Planck equation of a reverse process: the forward generator's own code on reversed
// coefficients, docs/theory.md (5), (6). The score is that of a given density.
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

/// The coefficients of the reverse process from those of the forward one on a block of the mesh
/// and the regular part of its density's score on all of it. Its current in that density is minus
/// the forward one, docs/theory.md (7), to second order in the mesh width: through every face, and
/// with a full tensor in the mean over the cells (at single ones with an order of 1.6 to 1.9,
/// observed).
MeshCoefficients reversed(const meshes::Mesh& mesh, MeshCoefficients forward,
                          meshes::FaceField regular, const sde::Reversal& reversal);

/// Cell masses of the reverse process at times[0] > times[1] > …, from each of `starts`, whole
/// arrays, at times[0]. mesh: that of the forward process, whose ends may absorb; the reverse one
/// does not reach them, and `decomposition` and `forward`, the coefficient tables for its
/// rows, are of the closed mesh (meshes/mesh.hpp). score(k): the regular part (solver/score.hpp) of
/// the forward density's score at times[k]. Between two times the generator is that of the mean
/// coefficients (second order in the step). visit(k, masses), one per start, is called for
/// every k. With
/// implicit_tolerance, intervals that take uniformization far more work than TR-BDF2 are stepped by
/// the latter to that tolerance (and differ in the last digits between numbers of ranks).
/// Collective.
void reverse_fokker_planck(const Decomposition& decomposition, const meshes::Mesh& mesh,
                           MeshTables& forward, const sde::TimeFactor& factor,
                           std::span<const double> times,
                           std::span<const std::vector<double>> starts,
                           const std::function<meshes::FaceField(int)>& score,
                           const sde::Reversal& reversal,
                           const std::function<void(int, std::span<const Masses>)>& visit,
                           std::optional<double> implicit_tolerance = std::nullopt);

}  // namespace loschmidt::solver
