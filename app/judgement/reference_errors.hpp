// The changes of the density by reference errors of the reversal. The reverse process's own
// Fokker–Planck equation is solved on a coarser mesh around Anderson's reversal of the case (never
// the one under test), with the score × 0.9 and × 1.1, with half of ∇·D and with half of f.
// docs/theory.md, "From statistics to a verdict".
#pragma once

#include <vector>

#include "app/roads/ensemble_stage.hpp"

namespace loschmidt::judgement {

/// Sizes of the changes in the norm of validation/allowance.hpp, on the bins of one stop.
struct ReferenceError {
  double score = 0;       // the smaller of score × 0.9 and × 1.1
  double divergence = 0;  // half of ∇·D; 0 where D does not depend on x
  double drift = 0;       // half of f
};

/// One entry per stop of the reverse road, with that stop's bins. `density` gives the score.
/// Collective.
std::vector<ReferenceError> reference_errors(const setup::Setup& setup, job::Job& job,
                                             const solver::DensityHistory& density,
                                             const roads::EnsembleRoad& road);

}  // namespace loschmidt::judgement
