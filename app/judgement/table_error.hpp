// What the lookup in tables does to the reverse ensemble: a part of its particles once more, on the
// same Brownian paths, with tables of twice the spacing, or half of it where the run's own have no
// more than a vertex per cell. Linear lookup has an error of second order in the spacing.
#pragma once

#include "app/roads/ensemble_stage.hpp"
#include "validation/allowance.hpp"

namespace loschmidt::judgement {

/// Where the plan has another subdivision. In the norm of validation/allowance.hpp, on the bins of
/// the road's last stop. Collective.
validation::PairedSize table_error(const setup::Setup& setup, job::Job& job,
                                   const solver::DensityHistory& density,
                                   const roads::EnsembleRoad& road);

}  // namespace loschmidt::judgement
