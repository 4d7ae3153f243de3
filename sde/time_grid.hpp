// The times of an ensemble's steps between stops, the times at which its particles are counted.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace loschmidt::sde {

/// The variable ξ in which steps are equally spaced, docs/theory.md (16c): t itself; t ∝ ξ², t ∝ ξ³
/// (steps shrink towards the early end, where the density is sharpest); ξ = ln(1 + n(t)), n the
/// noise accumulated so far.
enum class TimeGrid { uniform, quadratic, cubic, log_snr };

/// Returns ascending times from stops.front() to stops.back(), which contain every stop to the bit.
/// Between neighbouring stops there is an even number (≥ 2) of steps, equally spaced in ξ, about
/// `steps` in all (never fewer). `stops` holds at least two ascending times. `noise` is n(t) ≥ 0,
/// continuous and never falling; only log_snr reads it. Errors: std::invalid_argument for stops
/// that do not ascend.
std::vector<double> step_times(TimeGrid grid, std::span<const double> stops, int steps,
                               const std::function<double(double)>& noise);

}  // namespace loschmidt::sde
