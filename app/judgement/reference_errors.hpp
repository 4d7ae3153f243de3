// The changes of the density by reference errors of the reversal. The reverse process's own
// Fokker–Planck equation is solved on a coarser mesh around Anderson's reversal of the case (never
// the one under test), with the score × 0.9 and × 1.1, with half of ∇·D and with half of f.
// docs/theory.md, "From statistics to a verdict".
#pragma once

#include <vector>

#include "app/judgement/test_functions.hpp"
#include "app/roads/ensemble_stage.hpp"

namespace loschmidt::judgement {

struct References {
  /// Sizes in the norm of validation/allowance.hpp, one entry per stop of the reverse road, with
  /// that stop's bins.
  std::vector<ReferenceError> errors;
  std::vector<Direction> directions;  // where particles have control variates, else empty
};

/// `density` gives the score. Collective.
References reference_errors(const setup::Setup& setup, job::Job& job,
                            const solver::DensityHistory& density, const roads::EnsembleRoad& road);

}  // namespace loschmidt::judgement
