// The quantities that `loschmidt converge` measures at one level of refinement.
#pragma once

#include <string>
#include <vector>

#include "app/case/refinement.hpp"
#include "app/results.hpp"
#include "app/setup/setup.hpp"

namespace loschmidt::app {

/// A measured quantity, with one value per time of the table; NaN where there is none.
struct Measure {
  std::string name;
  std::string long_name;
  std::vector<double> row;
};

/// Masses at every snapshot.
using Snapshots = std::vector<std::vector<double>>;

/// The masses of the forward density at every snapshot. Collective.
Snapshots snapshots_of(const setup::Setup& setup, const roads::Evolved& evolved);

/// The L1 change per snapshot from the previous level, on the mesh of that level; NaN where
/// `before_setup` is null.
std::vector<double> change(const setup::Setup* before_setup, const Snapshots& before,
                           const setup::Setup& setup, const Snapshots& now);

/// The measures of the density, at the snapshots. Distances to the closed form are included only if
/// the mesh is refined: they are dominated by the error of the mesh, so that time steps are
/// measured by the change alone.
std::vector<Measure> density_measures(const setup::Setup& setup, const Results& results,
                                      std::vector<double> change, input::Refinement refinement);

/// The measures of the reverse ensemble, at its stops.
std::vector<Measure> ensemble_measures(const setup::Setup& setup, const Results& results);

}  // namespace loschmidt::app
