// The first stage of a run: the density forward in time, kept at all times that the reverse roads
// need and passed to a sink at every snapshot.
#pragma once

#include <functional>
#include <optional>

#include "app/job/job.hpp"
#include "app/roads/joint_law.hpp"
#include "app/roads/reference_law.hpp"
#include "app/roads/reversed_chain.hpp"
#include "app/setup/setup.hpp"
#include "output/run_record.hpp"
#include "solver/density_history.hpp"

namespace loschmidt::roads {

/// The forward density on every mesh on which it was computed.
struct Densities {
  solver::DensityHistory density;              // p at all times of the run
  MeshHistories histories;                     // masses on each mesh, where a road needs them
  std::optional<solver::DensityHistory> half;  // p on the mesh of half the cells, for the ensembles
  output::Diagnostics diagnostics;             // of the solver, at each of its times
};

/// The law q of (9a) with which the reverse run is compared; empty where that is the density.
struct ReverseLaw {
  std::optional<solver::DensityHistory> law;  // q at the reverse stops
  std::optional<StartMismatch> start;         // of reverse.start, if it is given
};

/// All that is computed before any other road.
struct Evolved {
  Densities forward;
  ReverseLaw reverse;
  std::optional<ReversedChain> chain;  // the road "chain", if the case asks for it
  std::optional<JointLaw> joint;       // the joint law, if there are joint times

  /// The law with which the reverse run is compared, and from which it starts at the first stop.
  const solver::DensityHistory& reverse_law() const {
    return reverse.law ? *reverse.law : forward.density;
  }
};

/// Functions that receive results while the density is computed. All are collective and may throw
/// OutputError.
struct DensitySinks {
  /// Called at each snapshot, ascending in time.
  std::function<void(int snapshot, const State& state, const FirstPassage& passage)> snapshot;
  /// Called once after the last snapshot, when the forward run is complete.
  std::function<void(const output::Diagnostics& diagnostics)> diagnostics;
  /// Called at each snapshot, descending in time, where axes absorb.
  SurvivalSink survival;
};

/// The mass at the end of the run; less than 1 where axes absorb. Collective.
double surviving_mass(const solver::DensityHistory& density);

/// Solves the forward density and everything else in Evolved. Collective. Errors:
/// std::runtime_error when mass is lost or a value is not finite, and those of
/// app/roads/reference_law.hpp.
Evolved evolve_density(const setup::Setup& setup, job::Job& job, const DensitySinks& sinks);

}  // namespace loschmidt::roads
