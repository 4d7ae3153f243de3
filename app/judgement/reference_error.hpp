// The size of the effects of reference errors of the reversal.
#pragma once

namespace loschmidt::judgement {

/// What each error changes, in a unit that its user states.
struct ReferenceError {
  double score = 0;       // the smaller of score × 0.9 and × 1.1
  double divergence = 0;  // half of ∇·D; 0 where D does not depend on x
  double drift = 0;       // half of f
};

}  // namespace loschmidt::judgement
