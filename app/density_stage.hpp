// The first half of the story: the density forward in time, kept at all times the way back needs
// and written at every snapshot.
#pragma once

#include <optional>

#include "app/exact_errors.hpp"
#include "app/joint_law.hpp"
#include "app/reference_law.hpp"
#include "app/reversed_chain.hpp"
#include "app/run.hpp"
#include "solver/density_history.hpp"

namespace loschmidt {

struct Evolved {
  DensityHistory density;                     // p at all times of the run
  Levels levels{};                            // on each mesh, where ways back ask for it
  std::optional<DensityHistory> twin{};       // p on the mesh of half the cells, for the ensembles
  std::optional<DensityHistory> reference{};  // q at the reverse stops, where it is another law
  std::optional<StartMismatch> start{};       // where the reverse run starts from another law
  std::optional<ReversedChain> chain{};       // where that road is asked for

  std::optional<JointLaw> joint{};     // at the joint times, where there are any
  std::vector<std::uint64_t> steps{};  // up to each of the solver's times from the one before
  std::vector<ErrorNorms> errors{};    // per snapshot, where there is a closed form

  /// What the reverse run is compared with; where it starts.
  const DensityHistory& reverse_law() const { return reference ? *reference : density; }
};

/// The mass at the end of the run; less than 1 where axes absorb. Collective.
double surviving_mass(const Run& run, const Evolved& evolved);

/// Collective. Errors: std::runtime_error when mass is lost or a value is not finite, and those of
/// app/reference_law.hpp.
Evolved evolve_density(const Run& run);

}  // namespace loschmidt
