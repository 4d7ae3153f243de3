// The reverse ensemble at the two joint times against the joint law of the forward process: the
// only test that sees the process and not just its marginals.
#pragma once

#include <vector>

#include "app/judgement/joint_errors.hpp"
#include "validation/count_comparison.hpp"
#include "validation/verdict.hpp"

namespace loschmidt::judgement {

/// One block.
struct JointComparison {
  int earlier_axis;
  int later_axis;
  validation::CountComparison counts;
  validation::Allowance allowance;
  double noise_reference;  // JointError::noise
};

/// tallies: one per block of the road. Collective.
std::vector<JointComparison> compare_joint(const setup::Setup& setup, job::Job& job,
                                           const roads::Evolved& evolved,
                                           const roads::EnsembleRoad& road,
                                           const std::vector<sde::Tally>& tallies);

std::vector<validation::MarginalTest> joint_tests(const setup::Setup& setup,
                                                  const std::vector<JointComparison>& comparisons);

}  // namespace loschmidt::judgement
