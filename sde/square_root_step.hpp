// One step, exact in law, of dr = b dt + √(c r) dW on r ≥ 0, with b and c > 0 constant during the
// step: a diffusion near an end of its axis where its noise vanishes linearly. With δ = 4b/c, y =
// √(4r/c) is a Bessel process of dimension δ. In a time t, with λ = y²/2t, its square goes to
//   (y + ΔW)² + 2t Gamma((δ − 1)/2)                       reflecting, δ ≥ 1,
//   2t Gamma(δ/2 + N), N ~ Poisson(λ)                     reflecting, 0 ≤ δ < 1,
//   2t Gamma(m + 1) with probability e^−λ λ^(m+θ)/Γ(m+θ+1), m = 0, 1, …, θ = 1 − δ/2,
// or is absorbed with the rest of the probability, Q(θ, λ). For δ ≥ 2 the process does not meet 0.
// Parts follow each other with the same b and c. A part takes one normal and one uniform number.
// Where λ > 1e4, steps that absorb or have δ < 1 take (y + ΔW)² + (δ − 1) t, which has the exact
// mean and a variance that is wrong by the fraction (1 − δ)/4λ.
// R. N. Makarov, D. Glew, Exact simulation of Bessel diffusions, Monte Carlo Methods and
// Applications 16 (2010) 283–306; P. Glasserman, Monte Carlo Methods in Financial Engineering
// (2003), section 3.4.
#pragma once

#include <span>

#include "sde/wall_paths.hpp"

namespace loschmidt::sde::stepper {

/// Returns the end of a step from r ≥ 0 (length, as b·clock and c·clock), reflected at 0 where it
/// is met; b = 0 stays there. Clocks are positive. Errors: std::invalid_argument for b < 0, which
/// no reflection can hold above 0.
double square_root_end(double r, double b, double c, std::span<const PathPart> parts);

/// Returns the end of a step from r, or NaN (`absorbed`, sde/walls.hpp) if its path met 0, for b of
/// any sign. A start at 0 is absorbed if b < c/2.
double absorbed_square_root_end(double r, double b, double c, std::span<const PathPart> parts);

}  // namespace loschmidt::sde::stepper
