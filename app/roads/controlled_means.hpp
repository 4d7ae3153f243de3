// Expectations of test functions over the reverse ensemble at its last stop, with most of the noise
// taken out by a control variate whose mean is 0 whatever reversal the particles follow, and the
// same expectations predicted for the right reversal without particles: docs/theory.md (16g).
#pragma once

#include <vector>

#include "app/roads/backward_road.hpp"

namespace loschmidt::roads {

/// The expectation of a test function.
struct ControlledMean {
  double predicted;         // for the right reversal
  double prediction_error;  // mean distance to half of nodes and points
  double observed;          // of the particles, with the control variate
  double standard_error;    // of `observed`
  double deviation;         // standard deviation of the function over the particles
  double particles;         // that were used
};

/// Returns one mean per function, from the first particles of the road, at most 100,000 of them.
/// Returns none where setup::has_controls() is false or a path of the prediction is not finite. The
/// same bits on any number of ranks. Collective. Errors: those of BackwardRoad and Batches.
std::vector<ControlledMean> controlled_means(const setup::Setup& setup, job::Job& job,
                                             const solver::DensityHistory& density,
                                             const EnsembleRoad& road,
                                             const std::vector<TestFunction>& functions);

}  // namespace loschmidt::roads
