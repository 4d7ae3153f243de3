// A score that does not come from the solver (reverse.score): the closed form of [exact], or a
// field in a file, interpolated linearly in time. It is evaluated at the cell centres at every step
// of the reverse run before anything is computed; each rank keeps its part.
#pragma once

#include <mpi.h>

#include <vector>

#include "app/setup/plan.hpp"
#include "meshes/field.hpp"
#include "parallel/pauses.hpp"

namespace loschmidt::setup {

/// The given score at all reverse steps.
class GivenScore {
 public:
  /// Evaluates the score; `pauses` can stop it. The case must give a score. `problem` must outlive
  /// this. Collective. Errors: Failure on all ranks (exit code 2) where a file does not fit the
  /// run, or a value is not finite.
  GivenScore(MPI_Comm comm, const input::Case& c, const Problem& problem, const Plan& plan,
             parallel::Pauses* pauses);

  /// The score at the time t of a reverse step, with d components at each cell centre. It is the
  /// solver's score where the density of the closed form underflows. Collective.
  meshes::Field at(double t, const meshes::Field& solver) const;

 private:
  MPI_Comm comm_;
  const meshes::Mesh* mesh_;
  std::vector<double> times_;                // ascending
  std::vector<std::vector<double>> values_;  // this rank's part of the field at each of them
};

}  // namespace loschmidt::setup
