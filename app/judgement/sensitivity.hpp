// The number of particles for validation.sensitivity: as many as it takes to falsify a relative
// error of the score of that size, at `stop` and with the power that a verdict requires. It follows
// from the density: from how much such an error changes it (app/judgement/reference_errors.hpp),
// from the error of the mesh, and from that of the time steps, which a pilot ensemble measures.
#pragma once

#include <cstdint>
#include <string>

#include "app/roads/density_stage.hpp"

namespace loschmidt::judgement {

struct ChosenParticles {
  std::uint64_t number;
  std::string explanation;  // says how it was chosen; empty if it was given
};

/// The number of particles to run. It is reverse.particles where sensitivity is 0, or where no
/// number of particles would do; then the verdict gives the reason. Collective; the same on every
/// rank.
ChosenParticles chosen_particles(const setup::Setup& setup, job::Job& job,
                                 const roads::Evolved& evolved);

}  // namespace loschmidt::judgement
