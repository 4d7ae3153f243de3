// The particles of a road in batches. A batch is a range of global particle numbers, shared among
// the ranks. Each batch streams the time slices, so memory is bounded. Results depend neither on
// the size of a batch nor on the number of ranks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
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
  /// All arguments must outlive this. Collective.
  Batches(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
          const EnsembleRoad& road);

  /// Moves the particles first … first + size − 1 along the whole road. Calls visit(step, ensemble)
  /// with this rank's part of them at the start and after every second step. Collective.
  /// Errors: std::runtime_error where a position is not finite; Interrupted.
  using Visit = std::function<void(std::size_t, const sde::Ensemble&)>;
  void run_batch(std::uint64_t first, std::uint64_t size, const Visit& visit);

  /// Moves the particles of `own`, which is this rank's choice, in the same way. `controls` has the
  /// control variate of every step, or none. Collective. Errors: those of run_batch.
  void run_own(const parallel::Share& own, const Visit& visit,
               std::span<const sde::ControlTable> controls = {});

  /// Splits the particles first … particles − 1 into batches and calls batch(first, size) for each.
  template <class Batch>
  void for_each_batch(std::uint64_t first, std::uint64_t particles, Batch&& batch) const {
    const std::uint64_t at_once = setup::particles_at_once * parallel::ranks_in(job_.comm);
    for (; first < particles; first += at_once) batch(first, std::min(at_once, particles - first));
  }

 private:
  // Moves the ensemble from the first step of the road to the last.
  void advance_all(sde::Ensemble& ensemble, const Visit& visit,
                   std::span<const sde::ControlTable> controls);

  const setup::Setup& setup_;
  job::Job& job_;
  const EnsembleRoad& road_;
  meshes::Field score_;  // score of the road's law at its first stop
  sde::CellSampler sampler_;
  sde::RandomStream start_;
  sde::RandomStream path_;
  ParticleTables tables_;
};

}  // namespace loschmidt::roads
