// The reverse ensemble at the two joint times compared with the joint law of the forward process.
// It is the only test of the process; all others test its marginals.
#pragma once

#include <vector>

#include "app/judgement/joint_errors.hpp"
#include "validation/count_comparison.hpp"
#include "validation/verdict.hpp"

namespace loschmidt::judgement {

/// The comparison of one block (a pair of axes).
struct JointComparison {
  int earlier_axis;
  int later_axis;
  validation::CountComparison counts;
  validation::Allowance allowance;
  double noise_reference;  // JointError::noise
};

/// One comparison per block of the road; empty without joint times. `tallies` has one entry per
/// block. Collective.
std::vector<JointComparison> compare_joint(const setup::Setup& setup, job::Job& job,
                                           const roads::Evolved& evolved,
                                           const roads::EnsembleRoad& road,
                                           const std::vector<sde::Tally>& tallies);

/// The comparisons as tests for the verdict, at the earlier joint time.
std::vector<validation::MarginalTest> joint_tests(const setup::Setup& setup,
                                                  const std::vector<JointComparison>& comparisons);

}  // namespace loschmidt::judgement
