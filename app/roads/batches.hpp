// Particles of a road, a range of their global numbers after the other, each shared among the
// ranks. Every batch streams the time slices, so memory is bounded; results depend neither on the
// size of batches nor on the ranks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include "app/roads/particle_tables.hpp"
#include "meshes/field.hpp"
#include "parallel/shares.hpp"
#include "sde/draw.hpp"
#include "sde/ensemble.hpp"
#include "sde/random_stream.hpp"

namespace loschmidt::roads {

class Batches {
 public:
  /// All must outlive this. Collective.
  Batches(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
          const EnsembleRoad& road);

  /// Sends the particles first … first + size − 1 down the road; calls visit(step, ensemble), this
  /// rank's part of them, at the start and after every second step. Collective.
  /// Errors: std::runtime_error where a position is not finite; Interrupted.
  using Visit = std::function<void(std::size_t, const sde::Ensemble&)>;
  void follow(std::uint64_t first, std::uint64_t size, const Visit& visit);

  /// Calls batch(first, size) for all particles from `first` on.
  template <class Batch>
  void in_turn(std::uint64_t first, std::uint64_t particles, Batch&& batch) const {
    const std::uint64_t at_once = setup::particles_at_once * parallel::ranks_in(job_.comm);
    for (; first < particles; first += at_once) batch(first, std::min(at_once, particles - first));
  }

 private:
  void travel(sde::Ensemble& ensemble, const Visit& visit);
  double clock(std::size_t step) const;

  const setup::Setup& setup_;
  job::Job& job_;
  const EnsembleRoad& road_;
  meshes::Field score_;  // where it starts
  sde::CellSampler sampler_;
  sde::RandomStream start_;
  sde::RandomStream path_;
  ParticleTables tables_;
};

}  // namespace loschmidt::roads
