// validation.sensitivity: as many particles as it takes to falsify a relative error of the score of
// that size, at `stop` and with the power a verdict asks for. What is needed is known once the
// density is: how much such an error changes it, app/judgement/reference_errors.hpp, and how much
// the mesh and, from a pilot ensemble, the time steps may cause.
#pragma once

#include <cstdint>
#include <string>

#include "app/roads/density_stage.hpp"

namespace loschmidt::judgement {

struct ChosenParticles {
  std::uint64_t number;
  std::string words;  // how they were chosen; empty where they were given
};

/// reverse.particles where sensitivity is 0, or where no number of particles would do: then the
/// verdict says what stands in the way. Collective; the same on every rank.
ChosenParticles chosen_particles(const setup::Setup& setup, job::Job& job,
                                 const roads::Evolved& evolved);

}  // namespace loschmidt::judgement
