// What a chi-squared test could have seen. Sizes are in the norm ‖δ‖ = sqrt(Σ δ²/q) of a change of
// the bins' probabilities; A is the numerical error that is allowed for. The test rejects above c,
// P(χ²(dof, NA²) > c) = level; of an error of size R at least R − A is left, so it is seen with
// probability P(χ²(dof, N(R − A)²) > c).
#pragma once

namespace loschmidt::validation {

struct Sensitivity {
  double dof;
  double level;      // probability of rejecting a true hypothesis
  double allowance;  // A
};

/// Probability of rejecting when the truth differs by `size` = R; 0 without a degree of freedom and
/// for R ≤ A.
double detection_power(const Sensitivity& test, double particles, double size);

/// The smallest size R that is rejected with the required power; infinite without a degree of
/// freedom.
double detectable_size(const Sensitivity& test, double particles);

/// The particles that reject size R with the required power, at this dof and A; infinite unless
/// R > 2A (otherwise no number is certain to do).
double particles_to_detect(const Sensitivity& test, double size);

}  // namespace loschmidt::validation
