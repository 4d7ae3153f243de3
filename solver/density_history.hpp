// The density at all times the reverse run needs. Every rank keeps an equal share of each slice, in
// memory or wherever else its stores are, and hands it out on request: there is one copy over all
// ranks.
#pragma once

#include <mpi.h>

#include <memory>
#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "solver/slice_store.hpp"

namespace loschmidt {

class DensityHistory {
 public:
  /// times ascending. with_score: slices bring regular scores (solver/score.hpp) of their own
  /// (extrapolation); otherwise they are taken from the density. `make` is called for the masses
  /// and, with them, for the score across each axis. `mesh` must outlive this. Errors: those of
  /// `make`.
  DensityHistory(MPI_Comm comm, const Mesh& mesh, std::vector<double> times, bool with_score,
                 const MakeStore& make);

  std::span<const double> times() const { return times_; }
  const Mesh& mesh() const { return *mesh_; }
  int slices() const { return static_cast<int>(times_.size()); }
  /// Errors: std::logic_error unless `t` is one of the times, to the bit.
  int slice_at(double t) const;

  /// Keeps this rank's share of cell masses (natural order, same on all ranks). Collective, for
  /// stores that tell all ranks when one fails. Errors: those of the store.
  void put(int slice, std::span<const double> mass, const FaceField* regular_score = nullptr);

  /// Whole arrays on every rank. Collective. Errors: those of the store.
  std::vector<double> mass(int slice) const;
  FaceField regular_score(int slice) const;

 private:
  std::vector<double> collect(const SliceStore& store, int slice, std::size_t size) const;

  MPI_Comm comm_;
  const Mesh* mesh_;
  std::vector<double> times_;
  std::unique_ptr<SliceStore> mass_;
  std::vector<std::unique_ptr<SliceStore>> score_;  // per axis; none: from the masses
};

}  // namespace loschmidt
