// The times of the sampler's steps between stops (times at which it is looked at).
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace loschmidt::sde {

/// Equally spaced in u, docs/theory.md (16c): t itself; t ∝ u², t ∝ u³ (steps shrink towards the
/// early end, where the density is sharpest); u = ln(1 + n(t)), n the noise gathered so far.
enum class TimeGrid { uniform, quadratic, cubic, log_snr };

/// Ascending times from stops.front() to stops.back(), every stop among them to the bit, an even
/// number (≥ 2) of steps between neighbouring stops, about `steps` in all (never fewer), equally
/// spaced in u between stops.
/// stops: at least two, ascending. noise: n(t) ≥ 0, continuous, never falling; read by log_snr
/// only. Errors: std::invalid_argument for stops that do not ascend.
std::vector<double> step_times(TimeGrid grid, std::span<const double> stops, int steps,
                               const std::function<double(double)>& noise);

}  // namespace loschmidt::sde
