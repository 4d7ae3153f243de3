// What the lookup in tables does to the reverse ensemble: a part of its particles once more, on the
// same Brownian paths, with tables of twice the spacing, or half of it where the run's own have no
// more than a vertex per cell. Linear lookup has an error of second order in the spacing.
#pragma once

#include "app/ensemble_stage.hpp"
#include "validation/allowance.hpp"

namespace loschmidt {

/// A size and how far it may be off by chance, in the norm of validation/allowance.hpp on the bins
/// of the road's last stop.
struct PairedSize {
  double size = 0;
  double chance = 0;
};

/// From an allowance that was found with this many particles.
PairedSize paired_size(const Allowance& allowance, double particles);

/// Collective.
PairedSize table_error(const Run& run, const DensityHistory& density, const EnsembleRoad& road);

}  // namespace loschmidt
