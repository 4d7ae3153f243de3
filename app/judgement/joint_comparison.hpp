// The reverse ensemble at the two joint times against the joint law of the forward process: the
// only test that sees the process and not just its marginals.
#pragma once

#include <vector>

#include "app/judgement/joint_errors.hpp"
#include "validation/count_comparison.hpp"
#include "validation/verdict.hpp"

namespace loschmidt {

/// One block.
struct JointComparison {
  int earlier_axis;
  int later_axis;
  CountComparison counts;
  Allowance allowance;
  double noise_reference;  // JointError::noise
};

/// tallies: one per block of the road. Collective.
std::vector<JointComparison> compare_joint(const Setup& setup, Job& job, const Evolved& evolved,
                                           const EnsembleRoad& road,
                                           const std::vector<Tally>& tallies);

std::vector<MarginalTest> joint_tests(const Setup& setup,
                                      const std::vector<JointComparison>& comparisons);

}  // namespace loschmidt
