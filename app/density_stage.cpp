#include "app/density_stage.hpp"

#include <algorithm>

#include "app/density_solver.hpp"
#include "app/mesh_twin.hpp"
#include "meshes/staggered.hpp"
#include "output/paraview_fields.hpp"
#include "output/xdmf.hpp"
#include "solver/petsc.hpp"
#include "solver/score.hpp"
#include "solver/tensor_current.hpp"

namespace loschmidt {

namespace {

double smallest_density(const Mesh& mesh, const std::vector<double>& mass) {
  const auto density = density_from_mass(mesh, mass);
  return *std::ranges::min_element(density);
}

class SnapshotWriter {
 public:
  explicit SnapshotWriter(const Run& run)
      : run_(run), coefficients_(run.problem.sde, run.problem.factor, run.problem.mesh) {}

  /// Adds the errors to `errors`, where there is a closed form.
  void write(int k, const State& state, std::vector<ErrorNorms>& errors) {
    const double t = run_.plan.snapshots[k];
    const Mesh& mesh = run_.problem.mesh;
    const auto density = density_from_mass(mesh, state.mass);
    const FaceField regular =
        state.regular_score ? *state.regular_score : regular_score(mesh, state.mass);
    if (run_.contents.density) {
      run_.file.write("/forward/density", k, density);
      run_.file.write("/paraview/log10_density", k, log10_density(density));
    }
    if (run_.contents.score) run_.file.write("/forward/score", k, cell_score(mesh, regular).values);
    if (run_.contents.current) run_.file.write("/forward/current", k, current(t, density).values);
    if (run_.contents.exact) {
      const auto exact =
          exact_errors(run_.comm, run_.problem, t, state.mass, with_poles(mesh, regular));
      write_exact(k, exact);
      errors.push_back(exact);
    }
    run_.file.mark_written(Timeline::forward, k + 1);
    write_xdmf(run_.comm, run_.directory.xdmf_file(), "run.h5", mesh, run_.plan.snapshots, k + 1,
               run_.contents);
  }

 private:
  // J at the cell centres.
  Field current(double t, const std::vector<double>& density) {
    const Mesh& mesh = run_.problem.mesh;
    const double rate = run_.problem.factor.rate(t);
    const MeshCoefficients now = coefficients_.at(t);
    if (const auto* cells = std::get_if<CellCoefficients>(&now))
      return tensor_current(mesh, *cells, rate, density);
    return faces_to_cells(mesh, face_current(mesh, std::get<FaceCoefficients>(now), rate, density));
  }

  void write_exact(int k, const ExactErrors& errors) {
    run_.file.write("/forward/exact_density", k, errors.exact_density);
    run_.file.write("/forward/error_l1", k, std::span(&errors.l1, 1));
    run_.file.write("/forward/error_linf", k, std::span(&errors.linf, 1));
    run_.file.write("/forward/error_score", k, std::span(&errors.score, 1));
  }

  const Run& run_;
  MeshTables coefficients_;
};

// What the forward steps themselves say of the way back.
void carry_back(const Run& run, DensitySolver& solver, std::optional<MeshTwin>& twin,
                Evolved& evolved) {
  const DensityHistory* expected = run.settings.validation.chain ? &evolved.levels[0] : nullptr;
  std::optional<ReferenceLaw> reference;
  if (ReferenceLaw::needed(run.problem)) {
    reference.emplace(run, solver, evolved.levels);
    evolved.reference = reference->carry_back();
    expected = &reference->unextrapolated();
    if (!run.problem.start.empty())
      evolved.start = reference->mismatch(evolved.density, *evolved.reference);
  }
  if (run.settings.validation.chain)
    evolved.chain = reverse_chain(run, solver, evolved.levels[0], *expected);
  if (!run.plan.joint_times.empty())
    evolved.joint.emplace(joint_law(run, solver, *twin, evolved.levels, evolved.reverse_law(),
                                    reference ? &*reference : nullptr));
}

void add(Diagnostics& diagnostics, double t, const Work& work, const State& state,
         const Mesh& mesh) {
  diagnostics.time.push_back(t);
  diagnostics.mass.push_back(state.raw_mass);
  diagnostics.minimum.push_back(smallest_density(mesh, state.mass));
  diagnostics.iterations.push_back(work.iterations);
  diagnostics.steps.push_back(work.steps);
}

// The way forward; what is needed of it later is kept.
Evolved go_forward(const Run& run, DensitySolver& solver, std::optional<MeshTwin>& twin) {
  const auto& times = run.plan.solver_times;
  const Mesh& mesh = run.problem.mesh;
  Evolved evolved{run.storage.history(mesh, times, !run.problem.refinements.empty()),
                  make_levels(run, solver)};
  SnapshotWriter writer(run);
  Diagnostics diagnostics;
  diagnostics.method = name_of(run.method.method);
  diagnostics.method_reason = run.method.reason;
  int snapshot = 0;
  for (std::size_t k = 0; k < times.size(); ++k) {
    const double t = times[k];
    const Work work = k == 0 ? Work{} : solver.advance(times[k - 1], t);
    if (twin && k > 0) twin->advance(times[k - 1], t);
    const OnMeshes masses = solver.masses();
    const State state = solver.state(t, masses);
    add(diagnostics, t, work, state, mesh);
    evolved.density.put(static_cast<int>(k), state.mass,
                        state.regular_score ? &*state.regular_score : nullptr);
    keep(evolved.levels, t, masses);
    if (twin) twin->keep(t, solver.meshes(), masses);
    if (t == run.plan.snapshots[snapshot]) writer.write(snapshot++, state, evolved.errors);
    run.progress.update(t - times.front(), times.back() - times.front());
  }
  run.file.write_diagnostics(diagnostics);
  evolved.steps = diagnostics.steps;
  if (twin) evolved.twin = twin->take();
  return evolved;
}

}  // namespace

double surviving_mass(const Run& run, const Evolved& evolved) {
  return total(mass_at(evolved.density, run.plan.snapshots.back()));
}

Evolved evolve_density(const Run& run) {
  const petsc::Stage stage("density");
  run.progress.begin("forward density");
  DensitySolver solver(run);
  std::optional<MeshTwin> twin;
  if (run.settings.validation.forward || run.settings.validation.ensemble) twin.emplace(run);
  Evolved evolved = go_forward(run, solver, twin);
  carry_back(run, solver, twin, evolved);
  return evolved;
}

}  // namespace loschmidt
