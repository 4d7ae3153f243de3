// The times of the sampler's steps between stops (times at which it is looked at).
#pragma once

#include <span>
#include <vector>

namespace loschmidt {

enum class TimeGrid { uniform, quadratic };

/// Ascending times from stops.front() to stops.back(), every stop among them to the bit, an even
/// number (≥ 2) of steps between neighbouring stops, about `steps` in all (never fewer). Equally
/// spaced between stops in u: u = t (uniform) or u = sqrt((t − t₀)/(t₁ − t₀)) (quadratic: steps
/// shrink towards the early end, where the density is sharpest).
/// stops: at least two, ascending. Errors: std::invalid_argument otherwise.
std::vector<double> step_times(TimeGrid grid, std::span<const double> stops, int steps);

}  // namespace loschmidt
