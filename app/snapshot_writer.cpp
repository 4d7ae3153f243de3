#include "app/snapshot_writer.hpp"

#include <span>

#include "meshes/staggered.hpp"
#include "output/paraview_fields.hpp"
#include "output/xdmf.hpp"
#include "solver/score.hpp"
#include "solver/tensor_current.hpp"

namespace loschmidt::app {

void SnapshotWriter::write(int k, const roads::State& state, const roads::FirstPassage& passage) {
  const double t = setup_.plan.snapshots[k];
  const meshes::Mesh& mesh = setup_.problem.mesh;
  const auto density = meshes::density_from_mass(mesh, state.mass);
  const meshes::FaceField regular =
      state.regular_score ? *state.regular_score : solver::regular_score(mesh, state.mass);
  if (output_.contents.density) {
    output_.file.write("/forward/density", k, density);
    output_.file.write("/paraview/log10_density", k, output::log10_density(density));
  }
  if (output_.contents.score)
    output_.file.write("/forward/score", k, solver::cell_score(mesh, regular).values);
  if (output_.contents.current)
    output_.file.write("/forward/current", k, current(t, density).values);
  if (output_.contents.absorbing) {
    output_.file.write("/forward/exit_rate", k, passage.rate);
    output_.file.write("/forward/exit_probability", k, passage.probability);
  }
  if (output_.contents.exact) {
    const auto exact = judgement::exact_errors(job_.comm, setup_.problem, t, state.mass,
                                               solver::with_poles(mesh, regular));
    write_exact(k, exact);
    errors_.push_back(exact);
  }
  output_.file.mark_written(output::Timeline::forward, k + 1);
  output::write_xdmf(job_.comm, output_.directory.xdmf_file(), "run.h5", mesh,
                     setup_.plan.snapshots, k + 1, output_.contents);
}

// The probability current J at the cell centres.
meshes::Field SnapshotWriter::current(double t, const std::vector<double>& density) {
  const meshes::Mesh& mesh = setup_.problem.mesh;
  const double rate = setup_.problem.factor.rate(t);
  const solver::MeshCoefficients now = coefficients_.at(t);
  if (const auto* cells = std::get_if<solver::CellCoefficients>(&now))
    return solver::tensor_current(mesh, *cells, rate, density);
  return meshes::faces_to_cells(
      mesh, solver::face_current(mesh, std::get<solver::FaceCoefficients>(now), rate, density));
}

void SnapshotWriter::write_exact(int k, const judgement::ExactErrors& errors) {
  output_.file.write("/forward/exact_density", k, errors.exact_density);
  output_.file.write("/forward/error_l1", k, std::span(&errors.l1, 1));
  output_.file.write("/forward/error_linf", k, std::span(&errors.linf, 1));
  output_.file.write("/forward/error_score", k, std::span(&errors.score, 1));
}

}  // namespace loschmidt::app
