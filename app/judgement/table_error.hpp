// The error that the lookup in tables causes in the reverse ensemble. A part of its particles runs
// once more on the same Brownian paths, with tables of twice the spacing, or of half the spacing
// where the run's own tables have one vertex per cell. Linear lookup has an error of second order
// in the spacing.
#pragma once

#include "app/roads/ensemble_stage.hpp"
#include "validation/allowance.hpp"

namespace loschmidt::judgement {

/// The size of that error in the norm of validation/allowance.hpp, on the bins of the road's last
/// stop. Precondition: the plan has another subdivision (Plan::other_subdivision). Collective.
validation::PairedSize table_error(const setup::Setup& setup, job::Job& job,
                                   const solver::DensityHistory& density,
                                   const roads::EnsembleRoad& road);

}  // namespace loschmidt::judgement
