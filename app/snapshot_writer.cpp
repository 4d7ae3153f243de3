#include "app/snapshot_writer.hpp"

#include <span>

#include "meshes/staggered.hpp"
#include "output/paraview_fields.hpp"
#include "output/xdmf.hpp"
#include "solver/score.hpp"
#include "solver/tensor_current.hpp"

namespace loschmidt {

void SnapshotWriter::write(int k, const State& state) {
  const double t = setup_.plan.snapshots[k];
  const Mesh& mesh = setup_.problem.mesh;
  const auto density = density_from_mass(mesh, state.mass);
  const FaceField regular =
      state.regular_score ? *state.regular_score : regular_score(mesh, state.mass);
  if (output_.contents.density) {
    output_.file.write("/forward/density", k, density);
    output_.file.write("/paraview/log10_density", k, log10_density(density));
  }
  if (output_.contents.score)
    output_.file.write("/forward/score", k, cell_score(mesh, regular).values);
  if (output_.contents.current)
    output_.file.write("/forward/current", k, current(t, density).values);
  if (output_.contents.exact) {
    const auto exact =
        exact_errors(job_.comm, setup_.problem, t, state.mass, with_poles(mesh, regular));
    write_exact(k, exact);
    errors_.push_back(exact);
  }
  output_.file.mark_written(Timeline::forward, k + 1);
  write_xdmf(job_.comm, output_.directory.xdmf_file(), "run.h5", mesh, setup_.plan.snapshots, k + 1,
             output_.contents);
}

// J at the cell centres.
Field SnapshotWriter::current(double t, const std::vector<double>& density) {
  const Mesh& mesh = setup_.problem.mesh;
  const double rate = setup_.problem.factor.rate(t);
  const MeshCoefficients now = coefficients_.at(t);
  if (const auto* cells = std::get_if<CellCoefficients>(&now))
    return tensor_current(mesh, *cells, rate, density);
  return faces_to_cells(mesh, face_current(mesh, std::get<FaceCoefficients>(now), rate, density));
}

void SnapshotWriter::write_exact(int k, const ExactErrors& errors) {
  output_.file.write("/forward/exact_density", k, errors.exact_density);
  output_.file.write("/forward/error_l1", k, std::span(&errors.l1, 1));
  output_.file.write("/forward/error_linf", k, std::span(&errors.linf, 1));
  output_.file.write("/forward/error_score", k, std::span(&errors.score, 1));
}

}  // namespace loschmidt
