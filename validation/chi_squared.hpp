// The law of chi-squared, central and noncentral: X = Σ (Z_k + μ_k)² over `dof` standard normal
// Z_k, with noncentrality η = Σ μ_k². With η = 0 it is the law of a chi-squared statistic under the
// hypothesis, with η > 0 the law under an error of that size.
//
// Central: the regularised incomplete gamma function, relative accuracy to the underflow at 1e-308.
// Noncentral: Boost's sum of a Poisson mixture (Benton & Krishnamoorthy 2003) up to η = 1e4;
// beyond it, and in tails so far that the sum's first term underflows, the saddlepoint formula of
// Lugannani & Rice (1980), whose relative error falls as 1/(dof + η).
//
// No function throws: NaN arguments give NaN. dof ≤ 0 is the law of the constant 0.
#pragma once

namespace loschmidt::validation {

/// Returns P(X > chi2), which is P(X ≥ 0) = 1 at chi2 ≤ 0.
double chi_squared_survival(double chi2, double dof, double noncentrality);

/// Returns the value c with P(X > c) = survival; 0 for survival ≥ 1, infinity for survival ≤ 0.
double chi_squared_quantile(double survival, double dof, double noncentrality);

/// Returns the noncentrality at which P(X > chi2) = survival; 0 if none is needed, infinity if none
/// is enough. survival must be < 1.
double chi_squared_noncentrality(double survival, double chi2, double dof);

}  // namespace loschmidt::validation
