// The laws that the particles of a reversed road have at its stops if their reversal is right:
// those of the same scheme, with the same steps and tables, without particles
// (sde/predicted_law.hpp). The score is the solver's. setup::has_predicted_law() says for which
// processes they are known.
#pragma once

#include <optional>

#include "app/roads/ensemble_stage.hpp"
#include "app/roads/reverse_equation.hpp"

namespace loschmidt::roads {

struct PredictedLaws {
  StopMasses mass;    // per stop
  StopMasses coarse;  // with half of the nodes and half of the points of the noise
};

/// Returns nothing where the laws are not known, or a path is not finite. Collective. Errors: those
/// of ParticleTables.
std::optional<PredictedLaws> predicted_laws(const setup::Setup& setup, job::Job& job,
                                            const solver::DensityHistory& density,
                                            const EnsembleRoad& road);

}  // namespace loschmidt::roads
