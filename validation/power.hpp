// The power of a chi-squared test. Sizes are in the norm ‖Δ‖ = sqrt(Σ Δ²/q) of a change of the
// bins' probabilities; A is the allowance for numerical error. The test rejects above c, P(χ²(dof,
// NA²) > c) = level. Of an error of size R at least R − A remains, so it is detected with
// probability P(χ²(dof, N(R − A)²) > c) or more.
#pragma once

namespace loschmidt::validation {

struct Sensitivity {
  double dof;
  double level;      // probability of rejecting a true hypothesis
  double allowance;  // A
};

/// Returns the probability of rejecting when the truth differs by `size` = R; 0 without a degree of
/// freedom and for R ≤ A.
double detection_power(const Sensitivity& test, double particles, double size);

/// Returns the smallest size R that is rejected with the required power; infinite without a degree
/// of freedom.
double detectable_size(const Sensitivity& test, double particles);

/// Returns the number of particles that reject size R with the required power, at this dof and A.
/// It is infinite unless R > 2A, since otherwise no number is certain to suffice.
double particles_to_detect(const Sensitivity& test, double size);

}  // namespace loschmidt::validation
