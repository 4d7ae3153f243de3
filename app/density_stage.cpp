#include "app/density_stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "app/exact_errors.hpp"
#include "meshes/staggered.hpp"
#include "output/paraview_fields.hpp"
#include "output/xdmf.hpp"
#include "solver/evolution.hpp"
#include "solver/extrapolation.hpp"
#include "solver/score.hpp"
#include "solver/tensor_current.hpp"

namespace loschmidt {

namespace {

// The density on one mesh, stepped from time to time.
class MeshEvolution {
 public:
  MeshEvolution(const Run& run, const Mesh& mesh, const Stencil& stencil,
                std::span<const double> initial)
      : decomposition_(run.comm, mesh, stencil),
        evolution_(decomposition_, run.problem.sde, run.problem.factor,
                   {run.settings.solver.steps, run.settings.time.end - run.settings.time.start,
                    run.settings.solver.tolerance}),
        masses_(decomposition_, initial) {}

  int advance(double from, double to) { return evolution_.advance(masses_, from, to); }
  std::vector<double> gather() const { return masses_.gather(); }

 private:
  Decomposition decomposition_;
  Evolution evolution_;
  Masses masses_;
};

void check_mass(const std::vector<double>& masses, double t) {
  const double mass = total(masses);
  if (!(std::abs(mass - 1) < 1e-9))
    throw std::runtime_error(
        fmt::format("the mass is {} at t = {} (it must stay 1): the solver failed; look at the "
                    "coefficients there",
                    mass, t));
}

struct State {
  std::vector<double> mass;
  std::optional<FaceField> score;  // where it is more than that of the mass: extrapolated
  double raw_mass = 1;             // before any renormalisation
};

// One mesh, or those whose extrapolation is the result.
class Solver {
 public:
  explicit Solver(const Run& run)
      : run_(run), mesh_(run, run.problem.mesh, run.plan.stencils.mesh, run.problem.initial.mass) {
    for (std::size_t k = 0; k < run.problem.refinements.size(); ++k)
      refined_.push_back(std::make_unique<MeshEvolution>(run, run.problem.refinements[k],
                                                         run.plan.stencils.refinements[k],
                                                         run.problem.initial.refined[k]));
  }

  std::uint64_t advance(double from, double to) {
    int products = mesh_.advance(from, to);
    for (const auto& mesh : refined_) products += mesh->advance(from, to);
    return static_cast<std::uint64_t>(products);
  }

  State state(double t) const {
    auto mass = mesh_.gather();
    check_mass(mass, t);
    const double raw_mass = total(mass);
    if (refined_.empty()) return {std::move(mass), std::nullopt, raw_mass};
    std::vector<std::vector<double>> fine;
    std::vector<MeshSolution> solutions{{&run_.problem.mesh, mass}};
    for (const auto& mesh : refined_) fine.push_back(mesh->gather());
    for (std::size_t k = 0; k < fine.size(); ++k) {
      check_mass(fine[k], t);
      solutions.push_back({&run_.problem.refinements[k], fine[k]});
    }
    auto result = extrapolate(solutions, run_.problem.scheme_order());
    return {std::move(result.mass), std::move(result.score), raw_mass};
  }

 private:
  const Run& run_;
  MeshEvolution mesh_;
  std::vector<std::unique_ptr<MeshEvolution>> refined_;
};

double smallest_density(const Mesh& mesh, const std::vector<double>& mass) {
  const auto density = density_from_mass(mesh, mass);
  return *std::ranges::min_element(density);
}

class SnapshotWriter {
 public:
  explicit SnapshotWriter(const Run& run)
      : run_(run), coefficients_(run.problem.sde, run.problem.factor, run.problem.mesh) {}

  void write(int k, const State& state) {
    const double t = run_.plan.snapshots[k];
    const Mesh& mesh = run_.problem.mesh;
    const auto density = density_from_mass(mesh, state.mass);
    const FaceField score = state.score ? *state.score : face_score(mesh, state.mass);
    if (run_.contents.density) {
      run_.file.write("/forward/density", k, density);
      run_.file.write("/paraview/log10_density", k, log10_density(density));
    }
    if (run_.contents.score)
      run_.file.write("/forward/score", k, faces_to_cells(mesh, score).values);
    if (run_.contents.current) run_.file.write("/forward/current", k, current(t, density).values);
    if (run_.contents.exact)
      write_exact(k, exact_errors(run_.comm, run_.problem, t, state.mass, score));
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

}  // namespace

DensityHistory evolve_density(const Run& run) {
  const petsc::Stage stage("density");
  run.progress.begin("forward density");
  const auto& times = run.plan.solver_times;
  DensityHistory history(run.comm, run.problem.mesh, times, !run.problem.refinements.empty());
  Solver solver(run);
  SnapshotWriter writer(run);
  Diagnostics diagnostics;
  std::size_t snapshot = 0;
  for (std::size_t k = 0; k < times.size(); ++k) {
    diagnostics.iterations.push_back(k == 0 ? 0 : solver.advance(times[k - 1], times[k]));
    const State state = solver.state(times[k]);
    diagnostics.time.push_back(times[k]);
    diagnostics.mass.push_back(state.raw_mass);
    diagnostics.minimum.push_back(smallest_density(run.problem.mesh, state.mass));
    history.put(static_cast<int>(k), state.mass, state.score ? &*state.score : nullptr);
    if (times[k] == run.plan.snapshots[snapshot]) writer.write(static_cast<int>(snapshot++), state);
    run.progress.update(times[k] - times.front(), times.back() - times.front());
  }
  run.file.write_diagnostics(diagnostics);
  return history;
}

}  // namespace loschmidt
