// The density at all times the reverse run needs. Every rank keeps an equal share of each slice and
// hands it out on request, so memory is that of one copy over all ranks.
#pragma once

#include <mpi.h>

#include <span>
#include <vector>

#include "meshes/field.hpp"

namespace loschmidt {

class DensityHistory {
 public:
  /// times ascending. with_score: slices bring regular scores (solver/score.hpp) of their own
  /// (extrapolation); otherwise they are taken from the density. `mesh` must outlive this.
  DensityHistory(MPI_Comm comm, const Mesh& mesh, std::vector<double> times, bool with_score);

  std::span<const double> times() const { return times_; }
  const Mesh& mesh() const { return *mesh_; }
  int slices() const { return static_cast<int>(times_.size()); }
  /// Errors: std::logic_error unless `t` is one of the times, to the bit.
  int slice_at(double t) const;

  /// Keeps this rank's share of cell masses (natural order, same on all ranks).
  void put(int slice, std::span<const double> mass, const FaceField* regular_score = nullptr);

  /// Whole arrays on every rank. Collective.
  std::vector<double> mass(int slice) const;
  FaceField regular_score(int slice) const;

 private:
  std::vector<double> collect(const std::vector<double>& share) const;

  MPI_Comm comm_;
  const Mesh* mesh_;
  std::vector<double> times_;
  bool with_score_;
  std::vector<std::vector<double>> mass_;
  std::vector<std::vector<double>> score_;
};

}  // namespace loschmidt
