// The writer of /forward: density, score, current and exact errors at every snapshot.
#pragma once

#include <vector>

#include "app/judgement/exact_errors.hpp"
#include "app/open_run.hpp"
#include "app/roads/density_solver.hpp"
#include "meshes/field.hpp"
#include "solver/mesh_coefficients.hpp"

namespace loschmidt::app {

/// Computes and writes the fields of each snapshot.
class SnapshotWriter {
 public:
  /// All arguments must outlive this.
  SnapshotWriter(const setup::Setup& setup, job::Job& job, const RunOutput& output)
      : setup_(setup),
        job_(job),
        output_(output),
        coefficients_(setup.problem.sde, setup.problem.factor, setup.problem.mesh) {}

  /// Writes snapshot k; call it for ascending k. Collective. Errors: OutputError on all ranks.
  void write(int k, const roads::State& state, const roads::FirstPassage& passage);

  /// The errors at the snapshots written so far; empty without a closed form.
  const std::vector<judgement::ErrorNorms>& errors() const { return errors_; }

 private:
  meshes::Field current(double t, const std::vector<double>& density);
  void write_exact(int k, const judgement::ExactErrors& errors);

  const setup::Setup& setup_;
  job::Job& job_;
  const RunOutput& output_;
  solver::MeshTables coefficients_;
  std::vector<judgement::ErrorNorms> errors_;
};

}  // namespace loschmidt::app
