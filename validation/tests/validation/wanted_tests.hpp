// Chi-squared tests with wanted sizes O, A and R, for tests of the verdict and its words.
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "validation/chi_squared.hpp"
#include "validation/verdict.hpp"

namespace loschmidt {

constexpr std::uint64_t particles = 100000;
constexpr double significance = 1e-6;
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
inline const validation::Sampler sampler{100, 1};

/// A test whose observed size is `observed` = O and whose allowed size is `allowed` = A.
inline validation::MarginalTest ensemble_test(double time, double observed, double allowed,
                                              double size, double undivided_factor = 1) {
  validation::MarginalTest test;
  test.time = time;
  test.dof = 100;
  test.chi2 = test.dof + particles * observed * observed;
  test.allowance.noncentrality = particles * allowed * allowed;
  test.allowance.undivided = test.allowance.noncentrality * undivided_factor * undivided_factor;
  test.p_value =
      validation::chi_squared_survival(test.chi2, test.dof, test.allowance.noncentrality);
  test.reference = test.score_reference = size;
  return test;
}

inline validation::MarginalTest stop_test(double observed, double allowed, double size,
                                          double factor = 1) {
  validation::MarginalTest test = ensemble_test(0.001, observed, allowed, size, factor);
  test.at_stop = true;
  return test;
}

inline validation::MarginalTest forward_test(double observed, double allowed = 0) {
  validation::MarginalTest test = ensemble_test(0.5, observed, allowed, 0);
  test.road = validation::Road::forward;
  return test;
}

inline validation::Verdict verdict(const std::vector<validation::MarginalTest>& tests,
                                   const validation::Sampler& how = sampler,
                                   const std::vector<validation::LawTest>& law_tests = {}) {
  return validation::decide(tests, significance, particles, how, law_tests);
}

inline bool says(const validation::Verdict& v, const std::string& words) {
  return v.reason.find(words) != std::string::npos;
}

inline bool remarks(const validation::Verdict& v, const std::string& words) {
  for (const auto& remark : v.remarks)
    if (remark.find(words) != std::string::npos) return true;
  return false;
}

}  // namespace loschmidt
