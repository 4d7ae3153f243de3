// The end of a run: histograms against the time-reversed density, and the verdict.
#pragma once

#include <vector>

#include "app/judgement/joint_comparison.hpp"
#include "app/judgement/law_comparison.hpp"
#include "app/judgement/mesh_error.hpp"
#include "app/judgement/reference_errors.hpp"
#include "app/roads/ensemble_stage.hpp"
#include "validation/marginal.hpp"
#include "validation/verdict.hpp"

namespace loschmidt {

/// One road compared at each of its stops.
struct Comparison {
  Road road;
  double weak_order;  // at which the stepper's error was taken to shrink
  std::vector<double> times;
  std::vector<MarginalComparison> marginals;
  std::vector<Allowance> allowances;
  std::vector<PairedSize> steppers;    // what the twin alone says; nothing without one
  std::vector<double> first_p_values;  // before allowances were raised; empty if they were not
};

Comparison compare_road(const Setup& setup, Job& job, const EnsembleRoad& road,
                        const std::vector<Tally>& tallies,
                        const std::vector<MeshError>& mesh_errors);

/// references: per stop of the reverse road; empty when that road was not run. surviving: the mass
/// that is not absorbed by the end of the forward run.
Verdict reach_verdict(const Setup& setup, std::uint64_t particles, double surviving,
                      const std::vector<Comparison>& comparisons,
                      const std::vector<ReferenceError>& references,
                      const std::vector<LawComparison>& laws,
                      const std::vector<JointComparison>& joint);

}  // namespace loschmidt
