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

namespace loschmidt {

/// Cell masses of the reverse process at times[0] > times[1] > …, one whole array each, from
/// `start` at times[0]. forward: coefficient tables of the whole mesh. score(k): that
/// of the forward density at times[k], at its faces. The reverse process does not reach ends that
/// absorb the forward one: `decomposition` is that of the closed mesh (meshes/mesh.hpp).
/// Between two times the generator is that of the mean coefficients (second order in the step).
/// visit(k, masses) is called for every k. With implicit_tolerance, intervals that take
/// uniformization far more work than TR-BDF2 are stepped by the latter to that tolerance (and
/// differ in the last digits between numbers of ranks). Collective.
void reverse_fokker_planck(const Decomposition& decomposition, MeshTables& forward,
                           const TimeFactor& factor, std::span<const double> times,
                           std::span<const double> start,
                           const std::function<FaceField(int)>& score, const Reversal& reversal,
                           const std::function<void(int, const std::vector<double>&)>& visit,
                           std::optional<double> implicit_tolerance = std::nullopt);

}  // namespace loschmidt
