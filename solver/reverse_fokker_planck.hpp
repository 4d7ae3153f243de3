// The Fokker–Planck equation of a reverse process: the forward generator's own code on reversed
// coefficients, docs/theory.md (5), (6). The score is that of a given density.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "sde/reversal.hpp"
#include "solver/generator.hpp"

namespace loschmidt {

/// Cell masses of the reverse process at times[0] (given) > times[1] > …, one whole array each.
/// forward: coefficient tables of the whole mesh. density_mass(k): the forward
/// masses at times[k] on that mesh, natural order; they give the score and, at k = 0, the start.
/// Between two times the generator is that of the mean coefficients (second order in the step).
/// visit(k, masses) is called for every k. Collective.
void reverse_fokker_planck(const Decomposition& decomposition, MeshTables& forward,
                           const TimeFactor& factor, std::span<const double> times,
                           const std::function<std::vector<double>(int)>& density_mass,
                           const Reversal& reversal,
                           const std::function<void(int, const std::vector<double>&)>& visit);

}  // namespace loschmidt
