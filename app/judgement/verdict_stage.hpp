// The last stage of a run: it compares histograms with the time-reversed density and reaches the
// verdict.
#pragma once

#include <vector>

#include "app/judgement/directed_comparison.hpp"
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
  double weak_order;  // order in the step that the stepper's error is assumed to have
  std::vector<double> times;
  std::vector<validation::MarginalComparison> marginals;
  std::vector<validation::Allowance> allowances;
  std::vector<validation::PairedSize>
      stepper_errors;                  // by the twin; without one the given tolerance
  std::vector<double> first_p_values;  // before allowances were raised; empty if they were not
  /// Of the road `prediction`: the part ‖Δ‖ of a difference from the density, on the density's
  /// bins, that the law explains.
  std::vector<double> explained{};
};

/// The road's tallies compared with its law. `tallies` and `mesh_errors` have one entry per stop.
/// Collective.
Comparison compare_road(const setup::Setup& setup, job::Job& job, const roads::EnsembleRoad& road,
                        const std::vector<sde::Tally>& tallies,
                        const std::vector<MeshError>& mesh_errors);

/// The comparisons of all roads of a run.
struct Comparisons {
  std::vector<LawComparison> laws;
  std::vector<Comparison> ensembles;
  std::vector<DirectedComparison> directed;
  std::vector<JointComparison> joint;
};

/// The verdict from the tests of all roads. `references` has one entry per stop of the reverse
/// road, or is empty when that road was not run. `surviving` is the mass that is not absorbed by
/// the end of the forward run.
validation::Verdict reach_verdict(const setup::Setup& setup, std::uint64_t particles,
                                  double surviving, const Comparisons& comparisons,
                                  const std::vector<ReferenceError>& references);

}  // namespace loschmidt::judgement
