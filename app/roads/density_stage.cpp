#include "app/roads/density_stage.hpp"

#include <algorithm>

#include "app/roads/density_solver.hpp"
#include "app/roads/half_mesh_density.hpp"
#include "solver/petsc.hpp"

namespace loschmidt::roads {

namespace {

double smallest_density(const meshes::Mesh& mesh, const std::vector<double>& mass) {
  const auto density = meshes::density_from_mass(mesh, mass);
  return *std::ranges::min_element(density);
}

// Computes all results of backward solves with the forward steps: reference law, chain, joint law.
void solve_backward(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
                    std::optional<HalfMeshDensity>& half, const SurvivalSink& survival,
                    Evolved& evolved) {
  const solver::DensityHistory* expected = setup.settings.validation.asks(validation::Road::chain)
                                               ? &evolved.forward.histories[0]
                                               : nullptr;
  std::optional<ReferenceLaw> reference;
  if (ReferenceLaw::needed(setup.problem)) {
    reference.emplace(setup, job, solver, evolved.forward.histories);
    evolved.reverse.law = reference->solve_backward(survival);
    expected = &reference->unextrapolated();
    if (!setup.problem.start.empty())
      evolved.reverse.start = reference->mismatch(evolved.forward.density, *evolved.reverse.law);
  }
  if (setup.settings.validation.asks(validation::Road::chain))
    evolved.chain = reverse_chain(setup, job, solver, evolved.forward.histories[0], *expected);
  if (!setup.plan.joint_times.empty())
    evolved.joint.emplace(joint_law(setup, job, solver, *half, evolved.forward.histories,
                                    evolved.reverse_law(), reference ? &*reference : nullptr));
}

void add(output::Diagnostics& diagnostics, double t, const Work& work, const State& state,
         const meshes::Mesh& mesh) {
  diagnostics.time.push_back(t);
  diagnostics.mass.push_back(state.unextrapolated_mass);
  diagnostics.minimum.push_back(smallest_density(mesh, state.mass));
  diagnostics.iterations.push_back(work.iterations);
  diagnostics.steps.push_back(work.steps);
}

output::Diagnostics no_diagnostics(const solver::MethodChoice& method) {
  output::Diagnostics diagnostics;
  diagnostics.method = solver::traits_of(method.method).name;
  diagnostics.method_reason = method.reason;
  return diagnostics;
}

// Solves the density forward and keeps what later stages need.
Densities go_forward(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
                     std::optional<HalfMeshDensity>& half, const DensitySinks& sinks) {
  const auto& times = setup.plan.solver_times;
  const meshes::Mesh& mesh = setup.problem.mesh;
  Densities result{job.storage.history(mesh, times, !setup.problem.refinements.empty()),
                   make_mesh_histories(setup, job, solver),
                   {},
                   no_diagnostics(setup.method)};
  int snapshots = 0;
  for (std::size_t k = 0; k < times.size(); ++k) {
    const double t = times[k];
    const Work work = k == 0 ? Work{} : solver.advance(times[k - 1], t);
    if (half && k > 0) half->advance(times[k - 1], t);
    const OnMeshes masses = solver.masses();
    const State state = solver.state(t, masses);
    add(result.diagnostics, t, work, state, mesh);
    result.density.put(static_cast<int>(k), state.mass,
                       state.regular_score ? &*state.regular_score : nullptr);
    keep(result.histories, t, masses);
    if (half) half->keep(t, solver.meshes(), masses);
    if (t == setup.plan.snapshots[snapshots])
      sinks.snapshot(snapshots++, state, solver.first_passage(t));
    job.progress.update(t - times.front(), times.back() - times.front());
  }
  if (half) result.half = half->take();
  sinks.diagnostics(result.diagnostics);
  return result;
}

}  // namespace

double surviving_mass(const solver::DensityHistory& density) {
  return meshes::total(density.mass(density.slices() - 1));
}

Evolved evolve_density(const setup::Setup& setup, job::Job& job, const DensitySinks& sinks) {
  const solver::petsc::Stage stage("density");
  job.progress.begin("forward density");
  DensitySolver solver(setup, job);
  std::optional<HalfMeshDensity> half;
  if (setup.settings.validation.asks_for_ensembles()) half.emplace(setup, job);
  Evolved evolved{go_forward(setup, job, solver, half, sinks), {}, {}, {}};
  solve_backward(setup, job, solver, half, sinks.survival, evolved);
  return evolved;
}

}  // namespace loschmidt::roads
