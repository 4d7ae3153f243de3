// The quantile of the gamma law of unit scale, and the sums that it is made of: P(a, x), which is
// γ(a, x)/Γ(a), and Q = 1 − P. From a guess, each round evaluates P or Q once and expands the
// quantile to fourth order in the miss; most calls need one or two rounds. No call throws or reads
// a global state.
// A. Gil, J. Segura, N. M. Temme, Efficient and accurate algorithms for the computation and
// inversion of the incomplete gamma function ratios, SIAM Journal on Scientific Computing 34 (2012)
// A2965–A2981; guesses for shapes below 1: A. R. DiDonato, A. H. Morris, Computation of the
// incomplete gamma function ratios and their inverse, ACM Transactions on Mathematical Software 12
// (1986) 377–393.
#pragma once

namespace loschmidt::sde {

/// A probability, its complement (small ones are exact in both), and roughly the standard normal
/// with this probability below it.
struct Level {
  double below;
  double above;
  double normal;
};

/// Returns the level of a standard normal number.
Level level_of_normal(double normal);

/// Returns the level of a uniform number in (0, 1).
Level level_of_uniform(double uniform);

/// Returns xᵃ e⁻ˣ/Γ(a + 1) for a ≥ 0, x ≥ 0, with a relative error of about 1e-16 (a + x).
double poisson_weight(double a, double x);

/// Returns P(a, x) divided by poisson_weight(a, x), for a > 0, x ≥ 0, in about max(x − a, 0) + 8√x
/// + 10 terms.
double lower_series(double a, double x);

/// Returns x with P(shape, x) = level.below, with a relative error below 1e-10 for shapes in [0.01,
/// 1e4]. The quantiles of small shapes may be 0 by underflow, and are 0 for shapes below 1e-13. The
/// result is finite for levels from 1e-17 to 1 − 1e-16 and those of normals within ±9.
double gamma_quantile(double shape, const Level& level);

}  // namespace loschmidt::sde
