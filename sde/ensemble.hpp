// The Monte Carlo ensemble: particles that follow dY = b dτ + g dW with tables of b and g, forward
// or in reverse time. An ensemble is serial and holds the positions of a range of particle numbers.
// One step of twice the length on the same Brownian path (the coupled coarse path, called twin) may
// accompany every two steps; the difference of the two predicts the bias of the steppers.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "meshes/histogram.hpp"
#include "meshes/mesh.hpp"
#include "sde/draw.hpp"
#include "sde/random_stream.hpp"
#include "sde/scheme.hpp"
#include "sde/step_pair.hpp"

namespace loschmidt::sde {

struct Kernels;  // sde/kernels.hpp
/// Returns the kernels that suit this processor best.
const Kernels& fastest_kernels();

class Ensemble {
 public:
  /// Draws the particles first … first + count − 1, and the twin of each if `with_twin` is set. All
  /// kernels give the same bits.
  Ensemble(const meshes::Mesh& mesh, const CellSampler& sampler, const RandomStream& start,
           std::uint64_t first, std::uint64_t count, bool with_twin,
           const Kernels& kernels = fastest_kernels());

  /// Advances all particles by two steps, with control variates if the steps have tables of them.
  /// `scheme` must not be automatic. Errors:
  /// std::invalid_argument if the tables do not have the noise layout that the scheme reads;
  /// std::runtime_error where a position is not finite.
  void advance(Scheme scheme, const RandomStream& path, const StepPair& steps);

  std::uint64_t size() const { return count_; }
  bool has_twin() const { return !twin_.empty(); }
  meshes::Point position(std::uint64_t i) const { return at(position_, i); }
  meshes::Point twin_position(std::uint64_t i) const { return at(twin_, i); }
  /// Returns the sum of a particle's control variate for a test function over all steps.
  double control(std::uint64_t i, int function) const {
    return control_[most_test_functions * (before_ + i) + function];
  }

 private:
  // Positions in blocks, as the kernels take them. The first block may begin before the ensemble's
  // first particle, and the last may end after its last.
  using Positions = std::vector<double>;

  std::size_t place(std::uint64_t i, int axis) const;
  meshes::Point at(const Positions& p, std::uint64_t i) const;
  template <int D>
  void advance_in(Scheme scheme, const RandomStream& path, const StepPair& steps);

  const meshes::Mesh* mesh_;
  const Kernels* kernels_;
  std::uint64_t first_;
  std::uint64_t count_;
  std::uint64_t before_;  // number of particles in the first block that precede the ensemble
  Positions position_;
  Positions twin_;
  std::vector<double> control_;  // test function fastest; empty without control variates
};

/// Counts of an ensemble at one time. `exchanged` counts, per bin of cells and outside, the pairs
/// of which exactly one, the particle or its twin, is there.
struct Tally {
  Tally(std::size_t cells, std::size_t bins) : fine(cells), coarse(cells), exchanged(bins, 0) {}

  meshes::Histogram fine;
  meshes::Histogram coarse;
  std::vector<std::uint64_t> exchanged;
  std::uint64_t exchanged_outside = 0;
};

/// Counts a particle and its twin, given by their cells, −1 outside.
void add_pair(Tally& tally, std::span<const std::uint32_t> bin_of_cell, std::ptrdiff_t cell,
              std::ptrdiff_t twin);

/// Adds the ensemble's positions to the tally. bin_of_cell maps cells to bins.
void count(const Ensemble& ensemble, const meshes::Mesh& mesh,
           std::span<const std::uint32_t> bin_of_cell, Tally& tally);

}  // namespace loschmidt::sde
