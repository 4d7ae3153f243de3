// The error budget of an ensemble at one stop: the change of the law of its bins by each source of
// error, measured by refinement of that source alone, and the total discrepancy to be expected.
// Sizes are in the norm ‖Δ‖ = sqrt(Σ Δ²/q), docs/theory.md (18), of a change Δ of the bins'
// probabilities q. Chance has the size sqrt(dof/N). Signs are not known, so sources add up:
//   total² = dof/N + (Σ sizes)²
// The observed O² = Σ (n/N − p)²/q, with counts n and p the law aimed at, has the law of a
// noncentral chi-squared divided by N, with a noncentrality between two bounds. The budget decides
// nothing: the verdict (validation/verdict.hpp) does, on bounds of its own.
#pragma once

#include <string>
#include <vector>

namespace loschmidt::validation {

/// One source of error. Its size is between max(0, size − uncertainty) and size + uncertainty.
struct ErrorSource {
  std::string name;
  double size = 0;
  double uncertainty = 0;
  std::string refinement;  // what was refined to measure it
};

struct ErrorBudget {
  std::vector<ErrorSource> sources;
  double monte_carlo = 0;  // sqrt(dof/N)
  double total = 0;        // size of all sources and chance together
  double lowest = 0;       // O lies between these two with probability 0.999 or more
  double highest = 0;
  double observed = 0;     // O
  bool explained = false;  // lowest ≤ O ≤ highest
};

/// Computes the budget. If any number is NaN, nothing is explained. Errors: std::invalid_argument
/// unless particles > 0 and no size or uncertainty is negative.
ErrorBudget error_budget(std::vector<ErrorSource> sources, double dof, double particles,
                         double observed);

}  // namespace loschmidt::validation
