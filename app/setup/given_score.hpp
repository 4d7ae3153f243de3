// A score that does not come from the solver (reverse.score): the closed form of [exact], or a
// field that somebody wrote to a file, interpolated linearly in time. It is evaluated at the cell
// centres at every step of the reverse run before anything is computed; each rank keeps its part.
#pragma once

#include <mpi.h>

#include <vector>

#include "app/setup/plan.hpp"
#include "meshes/field.hpp"
#include "parallel/pauses.hpp"

namespace loschmidt::setup {

class GivenScore {
 public:
  /// Can be stopped in between. Collective. `problem` must outlive this. Errors: Failure on all
  /// ranks (exit code 2) where a file does not fit the run, or a value is not finite. The case must
  /// ask for one.
  GivenScore(MPI_Comm comm, const input::Case& c, const Problem& problem, const Plan& plan,
             parallel::Pauses* pauses);

  /// d components at the cell centres at the time t of a reverse step. The solver's score stands in
  /// where a closed form underflows. Collective.
  meshes::Field at(double t, const meshes::Field& solver) const;

 private:
  MPI_Comm comm_;
  const meshes::Mesh* mesh_;
  std::vector<double> times_;                // ascending
  std::vector<std::vector<double>> values_;  // this rank's part of the field at each of them
};

}  // namespace loschmidt::setup
