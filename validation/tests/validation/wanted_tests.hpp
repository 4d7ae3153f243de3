// Chi-squared tests with given sizes O, A and R, for tests of the verdict.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "validation/chi_squared.hpp"
#include "validation/verdict.hpp"

namespace loschmidt::validation {

constexpr double asked_particles = 1e5;
constexpr double significance = 1e-6;
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
inline const Sampler sampler{asked_particles, 100, 1};

/// A test with the sizes O = `observed`, A = `allowed` and R = `size`; before the division by an
/// order its A is `factor` times as large.
inline MarginalTest ensemble_test(double time, double observed, double allowed, double size,
                                  double factor = 1) {
  MarginalTest test;
  test.time = time;
  test.dof = 100;
  test.chi2 = test.dof + asked_particles * observed * observed;
  test.allowance.noncentrality = asked_particles * allowed * allowed;
  test.allowance.before_richardson = test.allowance.noncentrality * factor * factor;
  test.p_value = chi_squared_survival(test.chi2, test.dof, test.allowance.noncentrality);
  test.reference = test.score_reference = size;
  return test;
}

inline MarginalTest stop_test(double observed, double allowed, double size, double factor = 1) {
  MarginalTest test = ensemble_test(0.001, observed, allowed, size, factor);
  test.at_stop = true;
  return test;
}

inline MarginalTest forward_test(double observed, double allowed = 0) {
  MarginalTest test = ensemble_test(0.5, observed, allowed, 0);
  test.road = Road::forward;
  return test;
}

inline Verdict verdict(const std::vector<MarginalTest>& tests, const Sampler& how = sampler,
                       const std::vector<LawTest>& law_tests = {}) {
  return decide(tests, significance, how, law_tests);
}

/// Whether the verdict has a remark with this caveat.
inline bool remarks(const Verdict& v, Caveat caveat) {
  return std::ranges::any_of(v.remarks, [&](const Remark& r) { return r.caveat == caveat; });
}

/// The verdict's remedy with this lever; null if there is none.
inline const Remedy* remedy(const Verdict& v, Lever lever) {
  const auto found = std::ranges::find(v.reason.remedies, lever, &Remedy::lever);
  return found == v.reason.remedies.end() ? nullptr : &*found;
}

}  // namespace loschmidt::validation
