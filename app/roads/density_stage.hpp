// The first half of the story: the density forward in time, kept at all times the way back needs
// and handed over at every snapshot.
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

/// The density forward in time, on every mesh it was computed on.
struct Densities {
  solver::DensityHistory density;              // p at all times of the run
  MeshHistories histories;                     // on each mesh, where ways back ask for it
  std::optional<solver::DensityHistory> half;  // p on the mesh of half the cells, for the ensembles
  output::Diagnostics diagnostics;             // at each of the solver's times
};

/// What the reverse run is compared with, where that is another law than the density.
struct ReverseLaw {
  std::optional<solver::DensityHistory> law;  // q at the reverse stops
  std::optional<StartMismatch> start;         // where the reverse run starts from another law
};

/// All that is computed before any road is walked.
struct Evolved {
  Densities forward;
  ReverseLaw reverse;
  std::optional<ReversedChain> chain;  // where that road is asked for
  std::optional<JointLaw> joint;       // at the joint times, where there are any

  /// What the reverse run is compared with; where it starts.
  const solver::DensityHistory& reverse_law() const {
    return reverse.law ? *reverse.law : forward.density;
  }
};

/// What is handed over while the density is computed. All are collective and may throw OutputError.
struct DensitySinks {
  /// At each snapshot, ascending.
  std::function<void(int snapshot, const State& state)> snapshot;
  /// After the last of them: there is nothing more to come forward.
  std::function<void(const output::Diagnostics& diagnostics)> diagnostics;
  /// At each snapshot from the end backward, where axes absorb.
  SurvivalSink survival;
};

/// The mass at the end of the run; less than 1 where axes absorb. Collective.
double surviving_mass(const solver::DensityHistory& density);

/// Collective. Errors: std::runtime_error when mass is lost or a value is not finite, and those of
/// app/roads/reference_law.hpp.
Evolved evolve_density(const setup::Setup& setup, job::Job& job, const DensitySinks& sinks);

}  // namespace loschmidt::roads
