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

namespace loschmidt::judgement {

/// One road compared at each of its stops.
struct Comparison {
  validation::Road road;
  double weak_order;  // at which the stepper's error was taken to shrink
  std::vector<double> times;
  std::vector<validation::MarginalComparison> marginals;
  std::vector<validation::Allowance> allowances;
  std::vector<validation::PairedSize> steppers;  // what the twin alone says; nothing without one
  std::vector<double> first_p_values;  // before allowances were raised; empty if they were not
};

Comparison compare_road(const setup::Setup& setup, job::Job& job, const roads::EnsembleRoad& road,
                        const std::vector<sde::Tally>& tallies,
                        const std::vector<MeshError>& mesh_errors);

/// references: per stop of the reverse road; empty when that road was not run. surviving: the mass
/// that is not absorbed by the end of the forward run.
validation::Verdict reach_verdict(const setup::Setup& setup, std::uint64_t particles,
                                  double surviving, const std::vector<Comparison>& comparisons,
                                  const std::vector<ReferenceError>& references,
                                  const std::vector<LawComparison>& laws,
                                  const std::vector<JointComparison>& joint);

}  // namespace loschmidt::judgement
