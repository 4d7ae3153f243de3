// What `loschmidt converge` measures of one level of refinement.
#pragma once

#include <vector>

#include "app/case/refinement.hpp"
#include "app/results.hpp"
#include "app/setup/setup.hpp"

namespace loschmidt::app {

/// One value per time of the table; NaN where there is none.
struct Measure {
  const char* name;
  const char* long_name;
  std::vector<double> row;
};

/// Masses at every snapshot.
using Snapshots = std::vector<std::vector<double>>;

/// Collective.
Snapshots snapshots_of(const setup::Setup& setup, const roads::Evolved& evolved);

/// L1 of the change from the level before, on the mesh of that one; NaN where `before_setup` is
/// null.
std::vector<double> change(const setup::Setup* before_setup, const Snapshots& before,
                           const setup::Setup& setup, const Snapshots& now);

/// At the snapshots. The distance to a closed form is that of the mesh; time steps show in the
/// change alone.
std::vector<Measure> density_measures(const setup::Setup& setup, const Results& results,
                                      std::vector<double> change, input::Refinement refinement);

/// Of the reverse ensemble, at its stops.
std::vector<Measure> ensemble_measures(const setup::Setup& setup, const Results& results);

}  // namespace loschmidt::app
